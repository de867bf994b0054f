import type { Actor } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { type Reader, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayManage } from "./policy.ts";
import type { SettingsInput } from "./schema.ts";
import type { CatalogueSettings } from "./types.ts";

/** How the catalogue is set: the currency of the books, and how reviews come about. */
export async function readSettings(reader: Reader): Promise<CatalogueSettings> {
  const [row] = await reader.query<CatalogueSettings>(`SELECT currency, moderation, invitations, invite_after_days AS "inviteAfterDays", invite_incentive AS "inviteIncentive" FROM catalogue_setting`);
  return row ?? { currency: "EUR", moderation: "after", invitations: false, inviteAfterDays: 14, inviteIncentive: false };
}

// Switched on again, invitations begin with the orders from then on.
const change = `
  UPDATE catalogue_setting SET currency = coalesce($1, currency), moderation = coalesce($2, moderation), invite_after_days = coalesce($4, invite_after_days), invite_incentive = coalesce($5, invite_incentive),
    invitations_since = CASE WHEN $3 AND NOT invitations THEN now() ELSE invitations_since END, invitations = coalesce($3, invitations)`;

/** Changes what is named, and leaves the rest. */
export function changeSettings(actor: Actor, input: SettingsInput): Promise<CatalogueSettings | Refusal> {
  return transact(async (tx) => {
    const allowed = mayManage(actor);
    if (allowed !== true) return allowed;
    await tx.query(change, [input.currency ?? null, input.moderation ?? null, input.invitations ?? null, input.inviteAfterDays ?? null, input.inviteIncentive ?? null]);
    if (actor.kind === "member") await noteAct(tx, actor, { act: "catalogue.set", subject: { type: "catalogue", id: 1 }, detail: input });
    await makeStale(tx);
    return readSettings(tx);
  });
}
