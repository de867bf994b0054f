import { Refusal, refused } from "#lib/core/errors.ts";
import type { Reader } from "#lib/core/transact.ts";
import { ruleOf } from "./schema.ts";
import type { Rule } from "./types.ts";

const deepest = 5;

/** The ids of other segments that a rule names, each once. */
export function namedIn(rule: Rule): string[] {
  if ("all" in rule) return [...new Set(rule.all.flatMap(namedIn))];
  if ("any" in rule) return [...new Set(rule.any.flatMap(namedIn))];
  if ("not" in rule) return namedIn(rule.not);
  return rule.field === "saved" ? rule.value : [];
}

function put(rule: Rule, rules: ReadonlyMap<string, Rule>): Rule {
  if ("all" in rule) return { all: rule.all.map((one) => put(one, rules)) };
  if ("any" in rule) return { any: rule.any.map((one) => put(one, rules)) };
  if ("not" in rule) return { not: put(rule.not, rules) };
  if (rule.field !== "saved") return rule;
  return { any: rule.value.map((id): Rule => rules.get(id) ?? rule) };
}

/** Puts the rules of the segments that a rule names in their place, as those stand now; a refusal when one is not there, or when it leads back to itself. */
export async function resolveRule(reader: Reader, rule: Rule, self?: string): Promise<Rule | Refusal> {
  let resolved = rule;
  for (let depth = 0; depth < deepest; depth += 1) {
    const ids = namedIn(resolved);
    if (ids.length === 0) return resolved;
    if (self !== undefined && ids.includes(self)) return new Refusal("invalid", "A segment cannot be made of itself.", { field: "rule" });
    const rows = await reader.query<{ id: string; rule: unknown }>("SELECT id, rule FROM segment WHERE id = ANY($1::uuid[])", [ids]);
    const rules = new Map(rows.flatMap((row) => { const one = ruleOf(row.rule); return one ? [[row.id, one] as const] : []; }));
    if (rules.size < ids.length) return new Refusal("invalid", "One of the segments that this rule names is not there.", { field: "rule" });
    resolved = put(resolved, rules);
  }
  return new Refusal("invalid", "Segments are made of each other too deeply.", { field: "rule" });
}

/** A stored rule with what it names put in its place; one that cannot be resolved any more holds for nobody. */
export async function resolvedOr(reader: Reader, stored: unknown): Promise<Rule> {
  const rule = ruleOf(stored);
  const resolved = rule && (await resolveRule(reader, rule));
  return resolved && !refused(resolved) ? resolved : { field: "tier", op: "lt", value: 0 };
}
