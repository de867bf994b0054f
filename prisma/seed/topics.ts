import { readdirSync } from "node:fs";
import { categories } from "./categories.ts";
import type { SeedPerson } from "./people.ts";
import type { SeedTopic } from "./topic-shape.ts";

const here = new URL(".", import.meta.url);

/** Every topic of the files `topics-a1.ts`, `topics-b2.ts` and so on beside this one, oldest first. */
export async function seedTopics(): Promise<SeedTopic[]> {
  const all: SeedTopic[] = [];
  for (const file of readdirSync(here).filter((name) => /^topics-[a-z]\d+\.ts$/.test(name)).sort()) {
    const module = await import(new URL(file, here).href) as Record<string, SeedTopic[]>;
    for (const topics of Object.values(module)) all.push(...topics);
  }
  return all.sort((one, other) => other.daysAgo - one.daysAgo);
}

function mayOpen(person: SeedPerson, topic: SeedTopic): boolean {
  const audience = categories.find((category) => category.slug === topic.category)?.audience;
  if (person.role !== "customer") return true;
  if (audience === "staff") return false;
  return audience === "premier" ? person.tier >= 2 : true;
}

function faultsOf(topic: SeedTopic, known: Map<string, SeedPerson>): string[] {
  const faults: string[] = [];
  if (!categories.some((category) => category.slug === topic.category)) faults.push(`no category ${topic.category}`);
  const handles = [topic.by, ...(topic.likes ?? []), ...topic.posts.flatMap((post) => [post.by, ...(post.likes ?? [])])];
  for (const handle of new Set(handles)) {
    const person = known.get(handle);
    if (!person) faults.push(`nobody is called ${handle}`);
    else if (!mayOpen(person, topic)) faults.push(`${handle} may not open ${topic.category}`);
    else if (person.joinedDaysAgo <= topic.daysAgo) faults.push(`${handle} joined after it was opened`);
  }
  let before = 0;
  topic.posts.forEach((post, index) => {
    if (post.after < before) faults.push(`post ${index + 1} is earlier than the one before it`);
    if (post.after >= topic.daysAgo * 24) faults.push(`post ${index + 1} is in the future`);
    if (post.replyTo !== undefined && (post.replyTo < 1 || post.replyTo > index)) faults.push(`post ${index + 1} answers no earlier post`);
    before = post.after;
  });
  if (topic.accepted !== undefined && (topic.kind !== "question" || !topic.posts[topic.accepted - 1])) faults.push("accepts an answer it does not have");
  return faults;
}

/** Throws one error that lists everything wrong with the topics: unknown people, closed rooms, dates out of order. */
export function checkTopics(topics: readonly SeedTopic[], everyone: readonly SeedPerson[]): void {
  const known = new Map(everyone.map((person) => [person.handle, person]));
  const faults = topics.flatMap((topic) => faultsOf(topic, known).map((fault) => `${topic.title}: ${fault}`));
  if (faults.length > 0) throw new Error(`The demo topics do not hold together:\n${faults.join("\n")}`);
}
