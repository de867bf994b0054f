import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { guesser, learned, type Lesson } from "#lib/screening/classifier.ts";
import type { Figure } from "./report.ts";

const own = join(import.meta.dirname, "../tests/screening/spam.csv");

/** The texts of a labelled CSV: a column `label` or `class` (spam or 1), and `text` or `content`. */
function lessonsIn(file: string): Lesson[] {
  const raw = readFileSync(file);
  const rows = parse(file.endsWith(".gz") ? gunzipSync(raw) : raw, { columns: true, skip_empty_lines: true }) as Record<string, string>[];
  return rows.map((row) => ({ text: row.text ?? row.content ?? "", spam: /^(spam|1)$/i.test(row.label ?? row.class ?? "") }));
}

/** How well the learned filter tells spam: trained by decisions on seven of ten texts, judged on the others, the same ones every time. */
export function spam(files: readonly string[]): Figure[] {
  return (files.length ? files : [own]).map((file) => {
    const lessons = lessonsIn(file);
    const [training, rest] = [lessons.filter((_, at) => (at * 7919) % 10 < 7), lessons.filter((_, at) => (at * 7919) % 10 >= 7)];
    const guess = guesser(learned(undefined, training));
    const judged = rest.map((one) => ({ spam: one.spam, held: guess(one.text) >= 0.95 }));
    const [held, really, caught] = [judged.filter((one) => one.held).length, judged.filter((one) => one.spam).length, judged.filter((one) => one.held && one.spam).length];
    const [precision, recall] = [held ? caught / held : 1, really ? caught / really : 1];
    return { what: `spam filter, ${basename(file)}: ${training.length} learned, ${rest.length} judged`, value: `precision ${(precision * 100).toFixed(1)} %, recall ${(recall * 100).toFixed(1)} %`, wanted: "precision ≥ 95 %", good: precision >= 0.95 };
  });
}
