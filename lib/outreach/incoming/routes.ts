import type { Reader } from "#lib/core/transact.ts";
import { letterNamed, type OurAddress } from "#lib/mail/in/addresses.ts";
import type { Answerable } from "#lib/mail/reply-token.ts";
import type { RouteType } from "./types.ts";

/**
 * Where a mail goes. `accountId` is whose letter it answers, where it answers one: a proof that its sender had that letter. Without
 * a type it goes nowhere but to the conversation with its sender.
 */
export type Route = { type: RouteType | null; id: number | null; accountId: string | null };

type Letter = { id: string; type: Answerable | null; answersId: number | null; accountId: string | null };
const letters = `SELECT id, answers_type AS type, answers_id AS "answersId", account_id AS "accountId" FROM mail WHERE id = ANY($1::uuid[])`;

/** The letter of ours that a mail answers, by the ids it names: the nearest that can be answered, else the nearest. */
async function answered(reader: Reader, names: readonly string[]): Promise<Letter | undefined> {
  const ids = names.flatMap((name) => letterNamed(name) ?? []).slice(0, 50);
  if (ids.length === 0) return undefined;
  const rows = await reader.query<Letter>(letters, [ids]);
  const ours = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  return ours.find((one) => one.type !== null && one.accountId !== null) ?? ours[0];
}

/** Where a mail goes: by the signed address it was sent to, else by the letter it answers, else by what its address is for. One query at most. */
export async function routeOf(reader: Reader, to: OurAddress, names: readonly string[]): Promise<Route> {
  if (to.kind === "reply") return to.to;
  const letter = await answered(reader, names);
  if (letter?.type) return { type: letter.type, id: letter.answersId, accountId: letter.accountId };
  if (to.kind === "needs") return { type: "needs", id: null, accountId: null };
  if (to.kind === "category") return { type: "category", id: to.id, accountId: null };
  return { type: null, id: null, accountId: letter?.accountId ?? null };
}
