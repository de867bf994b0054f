// What a room may look like: names, a README, a docstring on everything it offers.
import { basename, dirname } from "node:path";
import type { Source } from "./sources.ts";

const banned = /^(utils?|helpers?|common|misc|constants|service|index)\.(ts|tsx)$/;
const bannedFolder = /(^|\/)(utils?|helpers?|common|misc)\//;
const offered = /^export (?:default )?(?:async )?function (\w+)|^export const (\w+)(?::[^=]+)? = (?:async )?(?:\([^)]*\)|\w+)(?::[^=]+)? =>/;

function undocumented(source: Source): string[] {
  const lines = source.text.split("\n");
  return lines.flatMap((line, at) => {
    const found = offered.exec(line);
    const name = found?.[1] ?? found?.[2];
    const before = lines[at - 1] ?? "";
    return name && !before.trim().endsWith("*/") ? [`${source.path}:${at + 1}: ${name} has no docstring`] : [];
  });
}

/** What is wrong with the rooms, a sentence each. */
export function rooms(sources: readonly Source[]): string[] {
  const wrong: string[] = [];
  const folders = new Set(sources.flatMap((source) => /^lib\/[^/]+/.exec(source.path)?.[0] ?? []));
  for (const folder of folders) {
    const readme = sources.find((source) => source.path === `${folder}/README.md`);
    if (!readme) wrong.push(`${folder} has no README.md`);
    else if (readme.text.split("\n").length > 41) wrong.push(`${folder}/README.md has more than 40 lines`);
  }
  for (const source of sources) {
    if (banned.test(basename(source.path)) && dirname(source.path) !== ".") wrong.push(`${source.path}: this name says nothing`);
    if (bannedFolder.test(source.path)) wrong.push(`${source.path}: this folder's name says nothing`);
    if (/^lib\/.*\.ts$/.test(source.path)) wrong.push(...undocumented(source));
  }
  return wrong;
}

