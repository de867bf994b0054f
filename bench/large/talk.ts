import { mulberry32 } from "../../prisma/seed/random.ts";
import { cell } from "./copy.ts";
import { languages, speaker, wordsOf } from "./vocabulary.ts";

export type Size = { topics: number; posts: number; accounts: number };
export type Category = { id: number; audience: string; locale: string | null };

const yearsBack = 5;
const audiences = ["public", "public", "public", "public", "members", "public", "public", "select", "public", "premier", "public", "members", "circle", "public", "staff", "public", "public", "members", "public", "public", "select", "public", "public", "members"];
const locales = [null, "en", null, "fr", null, "de", null, "es", null, "pl"];

/** The bench's categories: every audience, with and without a language of their own. */
export const categories: readonly Category[] = audiences.map((audience, at) => ({ id: at + 1, audience, locale: locales[at % locales.length] ?? null }));

/** An account's id by its number: uuids that repeat from run to run. */
export const accountId = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

type Plan = { firstOf: Uint32Array; sizes: Uint32Array; topicOf: Uint32Array; at: Float64Array; order: Uint32Array };

/** How many posts each topic has and when each was said: a few topics are very long, most are short, and all go on side by side. */
function plan(size: Size, random: () => number, now: number): Plan {
  const weights = Float64Array.from({ length: size.topics }, (_, at) => (at === size.topics - 7 || random() < 0.08 ? 0 : 1 / (random() * 40 + 0.25)));
  const long = Math.min(10_000, Math.floor(size.posts / 20));
  const left = size.posts - long - size.topics;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const sizes = Uint32Array.from(weights, (weight) => 1 + Math.floor((weight / sum) * left));
  sizes[size.topics - 7] = long;
  let rest = size.posts - sizes.reduce((total, one) => total + one, 0);
  for (let at = 0; rest > 0; at = (at + 17) % size.topics) if ((weights[at] ?? 0) > 0) { sizes[at] = (sizes[at] ?? 0) + 1; rest -= 1; }
  const firstOf = new Uint32Array(size.topics);
  const topicOf = new Uint32Array(size.posts);
  const at = new Float64Array(size.posts);
  const span = yearsBack * 365 * 86_400_000;
  let post = 0;
  for (let topic = 0; topic < size.topics; topic += 1) {
    firstOf[topic] = post;
    let moment = now - span * (1 - (topic / size.topics) * 0.999);
    for (let number = 0; number < (sizes[topic] ?? 0); number += 1) {
      topicOf[post] = topic;
      at[post] = moment;
      moment += -Math.log(1 - random()) * Math.min(20 * 3600_000, (now - moment) / Math.max(4, (sizes[topic] ?? 1) - number));
      post += 1;
    }
  }
  const order = Uint32Array.from({ length: size.posts }, (_, index) => index).sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0) || one - other);
  return { firstOf, sizes, topicOf, at, order };
}

const iso = (time: number): string => new Date(time).toISOString();

/** Everything said in the bench's community, as rows for COPY; the same for the same size, but for the day it ends on. */
export function talk(size: Size, now = Date.now()) {
  const random = mulberry32(73);
  const { firstOf, sizes, topicOf, at, order } = plan(size, random, now);
  const speakers = languages.map((language) => speaker(wordsOf(language, random), random));
  const categoryOf = Uint8Array.from({ length: size.topics }, () => Math.floor(random() ** 1.6 * categories.length));
  const speakerOf = Uint8Array.from(categoryOf, (category) => {
    const own = languages.findIndex((language) => language.locale === categories[category]?.locale);
    return own >= 0 ? own : (random() < 0.7 ? 0 : Math.floor(random() * languages.length));
  });
  const authorOf = Uint16Array.from({ length: size.posts }, () => Math.floor(random() ** 2.2 * size.accounts));
  const idOf = new Uint32Array(size.posts);
  for (const [place, post] of order.entries()) idOf[post] = place + 1;
  const words = (topic: number, count: number): string => {
    const say = speakers[speakerOf[topic] ?? 0];
    let text = say?.() ?? "";
    for (let left = count - 1; left > 0; left -= 1) text += random() < 0.07 ? `, ${say?.()}` : ` ${say?.()}`;
    return text[0]?.toUpperCase() + text.slice(1);
  };
  function* posts(): Generator<string> {
    let chunk = "";
    for (const post of order) {
      const topic = topicOf[post] ?? 0;
      const text = `${words(topic, 8 + Math.floor(-Math.log(1 - random()) * 32))}.`;
      const removed = random() < 0.01 && post !== firstOf[topic] ? iso(now) : null;
      const when = iso(at[post] ?? now);
      chunk += `${idOf[post]}\t${topic + 1}\t${post - (firstOf[topic] ?? 0) + 1}\t${accountId(authorOf[post] ?? 0)}\t${text}\t<p>${text}</p>\t${Math.floor(random() ** 6 * 40)}\t${when}\t${cell(removed)}\n`;
      if (chunk.length > 400_000) { yield chunk; chunk = ""; }
    }
    yield chunk;
  }
  function* topics(): Generator<string> {
    for (let topic = 0; topic < size.topics; topic += 1) {
      const first = firstOf[topic] ?? 0;
      const count = sizes[topic] ?? 1;
      const question = random() < 0.4;
      const accepted = question && count > 1 && random() < 0.6 ? (idOf[first + 1] ?? null) : null;
      const removed = random() < 0.004 ? iso(now) : null;
      const title = words(topic, 4 + Math.floor(random() * 7));
      yield `${topic + 1}\t${(categoryOf[topic] ?? 0) + 1}\t${accountId(authorOf[first] ?? 0)}\t${title}\t${title.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60)}\t${question ? "question" : "discussion"}\t${cell(accepted)}\t${count}\t${count}\t${Math.floor(random() ** 5 * 300)}\t${accountId(authorOf[first + count - 1] ?? 0)}\t${iso(at[first] ?? now)}\t${iso(at[first + count - 1] ?? now)}\t${cell(removed)}\n`;
    }
  }
  return { topics, posts };
}
