import { randomInt } from "node:crypto";
import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { type Reader, type Tx, transact } from "#lib/core/transact.ts";
import { mayInvite } from "./policy.ts";
import type { CodeView } from "./types.ts";

// Letters and digits that are not taken for each other when they are read out.
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const fold = (name: string): string => name.normalize("NFKD").toUpperCase().replace(/[^A-Z]/g, "").slice(0, 8);
/** So many letters and digits drawn by lot, to be read out. */
export const drawn = (length: number): string => Array.from({ length }, () => letters[randomInt(letters.length)]).join("");

const find = "SELECT code::text AS code, chosen FROM referral_code WHERE account_id = $1 AND current";
const put = "INSERT INTO referral_code (code, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING code";

/** Somebody's code, made when it is first asked for: the beginning of their first name as they show it, and letters drawn by lot. */
export async function codeOf(tx: Tx, account: { id: string; name: string }): Promise<CodeView> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const [known] = await tx.query<CodeView>(find, [account.id]);
    if (known) return known;
    const given = fold(account.name.split(/\s+/)[0] ?? "");
    await tx.query(put, [`${given.length >= 2 ? `${given}-` : ""}${drawn(given.length >= 2 ? 5 : 8)}`, account.id]);
  }
  throw new Error("no code could be made");
}

/** Chooses one's own code, once. The one before still leads to its person. */
export function chooseCode(actor: Actor, code: string): Promise<CodeView | Refusal> {
  return transact(async (tx) => {
    const me = mayInvite(actor);
    if (refused(me)) return me;
    const before = await codeOf(tx, me);
    if (before.code.toLowerCase() === code.toLowerCase()) return before;
    const [mine] = await tx.query<{ chosen: boolean }>("SELECT chosen FROM referral_code WHERE account_id = $1 AND current FOR UPDATE", [me.id]);
    if (mine?.chosen) return new Refusal("conflict", "A code can be changed once.", { field: "code" });
    const taken = await tx.query("SELECT 1 FROM referral_code WHERE code = $1 AND account_id <> $2", [code, me.id]);
    if (taken.length > 0) return new Refusal("conflict", "Someone has this code already.", { field: "code" });
    await tx.query("UPDATE referral_code SET current = false WHERE account_id = $1 AND current", [me.id]);
    const [made] = await tx.query<CodeView>("INSERT INTO referral_code (code, account_id, current, chosen) VALUES ($1, $2, true, true) ON CONFLICT (code) DO NOTHING RETURNING code::text AS code, chosen", [code, me.id]);
    // Somebody took it in this very moment: nothing of this may stand.
    if (!made) throw new Error("a code was taken meanwhile");
    return made;
  });
}

const owner = "SELECT c.account_id AS id FROM referral_code c JOIN account a ON a.id = c.account_id WHERE c.code = $1 AND a.email IS NOT NULL AND a.role <> 'bot'";

/** Whose code this is, whichever way its letters are written. */
export async function ownerOfCode(reader: Reader, code: string): Promise<string | undefined> {
  const word = code.trim();
  const [row] = /^[A-Za-z0-9-]{3,24}$/.test(word) ? await reader.query<{ id: string }>(owner, [word]) : [];
  return row?.id;
}
