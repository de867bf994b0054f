import { type Actor, isStaff, type Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { keyActor } from "#lib/identity/keys/keys.ts";
import { record } from "#lib/ledger/record.ts";
import { kindOf, parts } from "../indicators.ts";
import { readModel } from "../standing.ts";
import type { Indicator } from "../types.ts";
import { draftVersion } from "./versions.ts";

/**
 * Drafts a model version that has this indicator beside everything the live one has; with weight 0, one without it. Nobody's
 * factor moves before a person has looked at the version and adopted it.
 */
export function draftIndicator(actor: Actor, wanted: Indicator): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const me: Member | Refusal = actor.kind !== "member" ? new Refusal("sign-in", "Sign in first.") : isStaff(actor) && (actor.role === "marketer" || actor.role === "admin") ? actor : new Refusal("forbidden", "Marketers and admins change the model.");
    if (refused(me)) return me;
    const live = await readModel(tx);
    const indicators = [...(live.indicators ?? []).filter((one) => one.name !== wanted.name), ...(wanted.weight > 0 ? [wanted] : [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    const note = wanted.weight > 0 ? `Version ${live.version} with the indicator ${wanted.name}` : `Version ${live.version} without the indicator ${wanted.name}`;
    const version = await draftVersion({ kappa: live.kappa, weights: live.weights, indicators, metrics: {}, note, madeBy: me.id });
    await noteAct(tx, me, { act: "indicator.drafted", subject: { type: "model", id: version }, detail: { name: wanted.name } });
    return { version };
  });
}

const findCustomer = `SELECT id FROM account WHERE (id::text = $1 OR (email = $1::citext AND confirmed_at IS NOT NULL)) AND role = 'customer'`;
const known = `SELECT 1 FROM model_version WHERE indicators @> jsonb_build_array(jsonb_build_object('name', $1::text)) LIMIT 1`;

/** Takes an amount of an indicator about a customer, by key: an interaction like any other, so it can be rebuilt, exported and erased. */
export function tellIndicator(actor: Actor, name: string, told: { customer: string; amount: number; at?: string | undefined }): Promise<{ id: string; indicator: string; customer: string } | Refusal> {
  return transact(async (tx: Tx) => {
    const key = keyActor(actor);
    if (refused(key)) return key;
    if (!key.scopes.includes("indicators:write")) return new Refusal("forbidden", "This key may not do this.");
    if ((await tx.query(known, [name])).length === 0) return new Refusal("invalid", "No model version knows an indicator of this name.", { field: "name" });
    const [customer] = await tx.query<{ id: string }>(findCustomer, [told.customer]);
    if (!customer) return new Refusal("invalid", "There is no such customer.", { field: "customer" });
    const at = told.at ? new Date(told.at) : new Date();
    if (at.getTime() > Date.now() + 300_000) return new Refusal("invalid", "This has not happened yet.", { field: "at" });
    const id = await record(tx, { customerId: customer.id, kind: kindOf(name), occurredAt: at, value: Math.round(told.amount * parts), subject: { type: "key", id: key.id }, source: "api", key: `indicator:${newId()}` });
    if (!id) throw new Error("an indicator was not recorded");
    return { id, indicator: name, customer: customer.id };
  });
}
