import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import { readListToken } from "./list-token.ts";
import type { MailList } from "./types.ts";

const mine = `
  SELECT c.id, c.name, c.slug || '@' || $2::text AS address, m.account_id IS NOT NULL AS on FROM category c JOIN account a ON a.id = $1 LEFT JOIN category_mail m ON m.category_id = c.id AND m.account_id = a.id
  WHERE c.retired_at IS NULL AND ${seenBySql("a", "c")} ORDER BY c.name, c.id LIMIT 200`;

/** The categories someone sees, each with its address and whether they get it by mail. One query. */
export async function listLists(actor: Member): Promise<{ lists: MailList[] }> {
  return { lists: await db().query<MailList>(mine, [actor.id, mailDomain()]) };
}

const join = `INSERT INTO category_mail (account_id, category_id) SELECT a.id, c.id FROM account a, category c WHERE a.id = $1 AND c.id = $2 AND c.retired_at IS NULL AND ${seenBySql("a", "c")} ON CONFLICT DO NOTHING`;
const leave = "DELETE FROM category_mail WHERE account_id = $1 AND category_id = $2";

/** Gets a category by mail from now on, or no longer. */
export async function setList(actor: Member, { categoryId, on }: { categoryId: number; on: boolean }): Promise<{ lists: MailList[] } | Refusal> {
  if (on && !actor.confirmed) return new Refusal("unconfirmed", "Confirm your e-mail address first.");
  const { lists } = await listLists(actor);
  if (!lists.some((one) => one.id === categoryId)) return missing();
  await transact((tx) => tx.query(on ? join : leave, [actor.id, categoryId]));
  return { lists: lists.map((one) => (one.id === categoryId ? { ...one, on } : one)) };
}

/** Leaves a list by the token of one of its letters. Pressing twice is pressing once. */
export async function leaveByToken(token: string): Promise<object | Refusal> {
  const named = readListToken(token);
  if (!named) return new Refusal("gone", "This link is not complete.");
  await transact((tx) => tx.query(leave, [named.accountId, named.categoryId]));
  return {};
}
