import { db } from "#lib/core/transact.ts";
import type { Filter, FilterKind } from "./types.ts";

/** The active filters by kind, and what counts as standing. */
export type Rules = Record<FilterKind, Filter[]>;

/** How many of a member's texts must have been let through before they have standing, beside a tier. */
export const textsForStanding = 3;

let kept: Promise<Rules> | undefined;

async function load(): Promise<Rules> {
  const rules: Rules = { word: [], link: [], newcomer: [], duplicate: [], fast: [], spam: [], company: [] };
  for (const filter of await db().query<Filter>("SELECT id, kind, value, numbers, action, scope, note, active, version FROM filter WHERE active ORDER BY id")) rules[filter.kind].push(filter);
  return rules;
}

/** The rules in force. Read once, and again after `forgetRules`. */
export function rulesInForce(): Promise<Rules> {
  kept ??= load().catch((error: unknown) => { kept = undefined; throw error; });
  return kept;
}

/** Lets the next text be held against the rules as they stand now; every instance hears it when a filter changes. */
export function forgetRules(): void {
  kept = undefined;
}

/** A setting of a rule, or its default. */
export const numberOf = (filter: Filter | undefined, name: string, otherwise: number): number => filter?.numbers[name] ?? otherwise;
