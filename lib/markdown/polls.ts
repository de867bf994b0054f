import type { PollForm, PollText } from "./types.ts";

const mostOptions = 20;
const settings = /([a-z]+)(?:=([^\s]{1,40}))?/gi;

/** A poll's settings as they stand behind `::: poll`: `multiple=2`, `ranked`, `open`, `results=voted`, `closes=2026-12-24T18:00Z`. What is not understood is passed over. */
function formOf(text: string): PollForm {
  const form: PollForm = { kind: "single", most: 1, anonymous: true, results: "always", closesAt: null };
  for (const [, name = "", value = ""] of text.slice(0, 300).matchAll(settings)) {
    const word = name.toLowerCase();
    if (word === "multiple") Object.assign(form, { kind: "multiple", most: Math.min(Math.max(Math.trunc(Number(value) || mostOptions), 1), mostOptions) });
    else if (word === "ranked") Object.assign(form, { kind: "ranked", most: mostOptions });
    else if (word === "open") form.anonymous = false;
    else if (word === "results" && (value === "always" || value === "voted" || value === "closed")) form.results = value;
    else if (word === "closes") {
      const at = new Date(value);
      if (!Number.isNaN(at.getTime())) form.closesAt = at.toISOString();
    }
  }
  // What is seen only when it closes would never be seen when it does not.
  if (form.results === "closed" && !form.closesAt) form.results = "voted";
  return form;
}

const plain = (text: string, most: number): string => text.replace(/\s+/g, " ").trim().slice(0, most);

/**
 * The poll written between `::: poll` and `:::`: lines that begin with a dash are its options, what stands before them is
 * the question. Undefined when it is none: fewer than two different options, or more than twenty.
 */
export function pollOf(head: string, inside: string): PollText | undefined {
  const options: string[] = [];
  const question: string[] = [];
  for (const line of inside.slice(0, 10_000).split("\n")) {
    const option = /^\s*[-*]\s+(.+)$/.exec(line)?.[1];
    if (option !== undefined) options.push(plain(option, 200));
    else if (options.length === 0) question.push(line);
  }
  const different = [...new Set(options.filter(Boolean))];
  if (different.length < 2 || different.length > mostOptions) return undefined;
  const form = formOf(head);
  return { ...form, most: Math.min(form.most, different.length), question: plain(question.join(" "), 300), options: different };
}
