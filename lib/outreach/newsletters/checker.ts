import { saysNothing, spamWordsIn } from "./checker-lists.ts";
import type { Check, CheckKey } from "./types.ts";

/** All that a letter is judged by. `html` and `plain` are its parts without what is personal; links are as a reader follows them. */
export type Checked = {
  subject: string; preview: string; html: string; plain: string; actionLabel: string; actionPath: string; links: readonly string[]; lone: number; site: string; bytes: number; pictureBytes: number;
  wayOut: boolean; broken: readonly string[]; unknownBlocks: readonly string[]; lastDays: readonly number[]; audience: number | null; other: { subject: string; body: string; varies: "none" | "subject" | "body"; same: boolean };
};
/** Letters heavier than this are sent as plain text alone; from half of it on the editor is told. */
export const limits = { bytes: 80_000, warnBytes: 50_000, pictureBytes: 1_000_000, subject: 70, shortSubject: 12, links: 8 } as const;

type Grave = Check["grave"];
const found = (key: CheckKey, grave: Grave, about = ""): Check => ({ key, grave, about });
const letters = (text: string): string => text.replace(/[^\p{L}]/gu, "");
const upper = (text: string): number => [...letters(text)].filter((letter) => letter === letter.toUpperCase() && letter !== letter.toLowerCase()).length;

/** Words in capitals that shout: three or more letters each, abbreviations of one's own apart. */
function shouted(text: string): string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])(?:\p{Lu}{3,}[’'-]?(?:\s+|$)){3,}/gu)].map((match) => match[0].trim().slice(0, 40));
}

function ofSubject(subject: string, preview: string): Check[] {
  if (!subject.trim()) return [found("subjectMissing", "stops")];
  const checks: Check[] = [];
  if (subject.length > limits.subject) checks.push(found("subjectLong", "warns", String(subject.length)));
  if (saysNothing(subject)) checks.push(found("subjectUnclear", "warns", subject.slice(0, 60)));
  else if (letters(subject).length < limits.shortSubject) checks.push(found("subjectShort", "hints"));
  if (letters(subject).length >= 8 && upper(subject) / letters(subject).length > 0.6) checks.push(found("capitals", "warns", subject.slice(0, 60)));
  if (/!\s*!|!.*!|\?\s*!|!\s*\?/.test(subject)) checks.push(found("exclaims", "warns", subject.slice(0, 60)));
  if (/^\s*(re|fw|fwd|tr|rép)\s*:/i.test(subject)) checks.push(found("falseReply", "warns", subject.slice(0, 20)));
  if (!preview.trim()) checks.push(found("previewMissing", "hints"));
  return checks;
}

function ofWays({ actionLabel, actionPath, links, lone, site, broken, wayOut }: Checked): Check[] {
  const checks: Check[] = [];
  const hasAction = Boolean(actionLabel && actionPath);
  if (Boolean(actionLabel) !== Boolean(actionPath)) checks.push(found("actionHalf", "stops"));
  else if (!hasAction && links.length === 0) checks.push(found("noAction", "warns"));
  // A link in a sentence is a way; one that stands alone asks to be pressed, as the button does.
  if (lone + (hasAction ? 1 : 0) > 1 || links.length > limits.links) checks.push(found("severalActions", "warns", String(Math.max(lone + (hasAction ? 1 : 0), links.length))));
  if (!hasAction && links.length > 0 && !links.some((link) => link === site || link.startsWith(`${site}/`))) checks.push(found("noOwnLink", "warns"));
  for (const link of broken.slice(0, 5)) checks.push(found("brokenLink", "warns", link.slice(0, 120)));
  if (!wayOut) checks.push(found("noWayOut", "stops"));
  return checks;
}

function ofBody({ html, plain, bytes, pictureBytes, unknownBlocks, subject }: Checked): Check[] {
  const checks: Check[] = [];
  if (!html.trim()) checks.push(found("bodyMissing", "stops"));
  else if (letters(plain).length < 20) checks.push(found("plainMissing", "warns"));
  const loud = shouted(plain);
  if (loud[0]) checks.push(found("capitals", "warns", loud[0]));
  if ((plain.match(/!/g) ?? []).length > 3 || /!\s*!/.test(plain)) checks.push(found("exclaims", "hints"));
  if (bytes > limits.bytes) checks.push(found("heavy", "stops", String(Math.round(bytes / 1000))));
  else if (bytes > limits.warnBytes) checks.push(found("heavy", "warns", String(Math.round(bytes / 1000))));
  if (pictureBytes > limits.pictureBytes) checks.push(found("pictures", "warns", String(Math.round(pictureBytes / 100_000) / 10)));
  const words = spamWordsIn(`${subject} . ${plain}`);
  if (words.length > 0) checks.push(found("spamWords", words.length > 2 ? "warns" : "hints", words.slice(0, 5).join(", ")));
  for (const name of unknownBlocks.slice(0, 3)) checks.push(found("unknownBlock", "warns", name.slice(0, 40)));
  return checks;
}

function ofReaders({ audience, lastDays, other }: Checked): Check[] {
  const checks: Check[] = [];
  if (audience === null || audience === 0) checks.push(found("nobody", "stops"));
  // Days since what the same people got last.
  if (lastDays.some((days) => days < 2) || lastDays.filter((days) => days < 7).length >= 3) checks.push(found("tooOften", "warns", String(lastDays.filter((days) => days < 7).length)));
  if (other.varies === "subject" && !other.subject.trim()) checks.push(found("otherMissing", "stops"));
  if (other.varies === "body" && !other.body.trim()) checks.push(found("otherMissing", "stops"));
  if (other.varies !== "none" && other.same) checks.push(found("sameBoth", "stops"));
  return checks;
}

const order: Record<Grave, number> = { stops: 0, warns: 1, hints: 2 };

/** What the craft says of a letter before it is sent, the gravest first. What `stops` keeps it from leaving. */
export function checkLetter(letter: Checked): Check[] {
  const checks = [...ofSubject(letter.subject, letter.preview), ...ofBody(letter), ...ofWays(letter), ...ofReaders(letter), ...(letter.other.varies === "subject" && letter.other.subject.trim() ? ofSubject(letter.other.subject, "x") : [])];
  const seen = new Set<string>();
  return checks.filter((one) => { const key = `${one.key} ${one.about}`; const fresh = !seen.has(key); seen.add(key); return fresh; }).sort((one, other) => order[one.grave] - order[other.grave]);
}
