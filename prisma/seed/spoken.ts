import { people, type SeedPerson } from "./people.ts";
import { mulberry32, pick } from "./random.ts";
import type { SeedPost, SeedTopic } from "./topic-shape.ts";

type Head = Omit<SeedTopic, "posts" | "likes">;
const line = /^([\w.]+)(?: >(\d+))?: (.+)$/;

function seedOf(title: string): number {
  let sum = 7;
  for (const letter of title) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}

/** Who could have liked something that old, in a room open to everyone with an account. */
function readers(daysAgo: number): SeedPerson[] {
  return people().filter((person) => person.role === "customer" && person.joinedDaysAgo > daysAgo + 2);
}

/**
 * A topic from its conversation, a line each: `handle: text`, or `handle >2: text` in answer to the second line; ¶ begins a
 * new paragraph. When each was said, and who liked it, follows from the title: the same every time.
 */
export function spoken(head: Head, conversation: string): SeedTopic {
  const random = mulberry32(seedOf(head.title));
  const around = readers(head.daysAgo);
  const likes = (most: number, but: string): string[] => {
    const count = Math.floor(random() * random() * (most + 1));
    return [...new Set(Array.from({ length: count }, () => pick(random, around).handle))].filter((handle) => handle !== but);
  };
  const rows = conversation.trim().split("\n").map((row) => row.trim()).filter(Boolean);
  // Talk is thick at first and thins out, and ends well before today.
  const room = head.daysAgo * 24 * 0.8;
  let after = 0;
  const posts = rows.map((row, at): SeedPost => {
    const [, by = "", replyTo, text = ""] = line.exec(row) ?? [];
    if (!by) throw new Error(`The demo topic "${head.title}" has a line nobody says: ${row}`);
    after += Math.min((0.4 + random() * 5) * (1 + at / 6), (room - after) / (rows.length - at + 1));
    return { by, after, text: text.replaceAll(" ¶ ", "\n\n"), likes: likes(9, by), ...(replyTo ? { replyTo: Number(replyTo) } : {}) };
  });
  return { ...head, text: head.text.replaceAll(" ¶ ", "\n\n"), likes: likes(14, head.by), posts };
}
