import { randomBytes } from "node:crypto";
import type { Actor, Member } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, type Tx, transact } from "#lib/core/transact.ts";
import { ownerOfCode } from "./codes.ts";
import { shared } from "./events.ts";
import { mayInvite } from "./policy.ts";
import { linkByToken } from "./touches.ts";
import { type From, noteFrom } from "./traces.ts";
import type { Channel, ShareView, ThingKind } from "./types.ts";

/** What is shared: its kind and id. An invitation has no id. */
export type Shared = { thing: ThingKind; id: string; channel: Channel };
type Target = { path: string; title: string };

const targets: Record<Exclude<ThingKind, "invite" | "article">, string> = {
  topic: "SELECT '/t/' || t.id || '/' || t.slug AS path, t.title FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1::bigint AND t.deleted_at IS NULL AND c.audience = 'public'",
  product: "SELECT '/products/' || slug AS path, name AS title FROM product WHERE slug = $1 AND active",
  review: "SELECT '/products/' || p.slug || '#review-' || r.id AS path, coalesce(nullif(r.title, ''), p.name) AS title FROM review r JOIN product p ON p.id = r.product_id WHERE r.id = $1::bigint AND r.state = 'published' AND p.active",
};

// Only what anybody may read is shared: the link shows its path to everybody.
async function targetOf(reader: Reader, { thing, id }: Shared): Promise<Target | undefined> {
  if (thing === "invite") return { path: "/invited", title: "" };
  if (thing === "article" || ((thing === "topic" || thing === "review") && !/^\d{1,15}$/.test(id))) return undefined;
  const [found] = await reader.query<Target>(targets[thing], [id]);
  return found;
}

const put = `INSERT INTO share_link (token, account_id, thing, thing_id, path, title, channel) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (account_id, thing, thing_id, channel) WHERE NOT merged DO UPDATE SET path = excluded.path, title = excluded.title RETURNING id, token, xmax = 0 AS fresh`;

/** The address of a link. */
export const urlOf = (token: string): string => `${publicUrl()}/s/${token}`;

/** A member's link to a thing through a channel: made the first time, the same one after. */
export async function linkFor(tx: Tx, me: Pick<Member, "id">, what: Shared): Promise<{ id: number; token: string; title: string } | Refusal> {
  const target = await targetOf(tx, what);
  if (!target) return missing();
  const [link] = await tx.query<{ id: number; token: string; fresh: boolean }>(put, [randomBytes(9).toString("base64url"), me.id, what.thing, what.thing === "invite" ? "" : what.id, target.path, target.title, what.channel]);
  if (!link) throw new Error("no link was made");
  return { id: link.id, token: link.token, title: target.title };
}

/** The link that a `via` names: a token, or a code, whose owner's invitation it then is. */
export async function linkVia(tx: Tx, via: string): Promise<{ id: number } | undefined> {
  const link = await linkByToken(tx, via);
  if (link) return link;
  const owner = await ownerOfCode(tx, via);
  if (!owner) return undefined;
  const made = await linkFor(tx, { id: owner }, { thing: "invite", id: "", channel: "link" });
  return refused(made) ? undefined : made;
}

/** Shares something: its link, and that they shared it, once for each thing and channel and day. */
export function share(actor: Actor, what: Shared, from: From): Promise<ShareView | Refusal> {
  return transact(async (tx) => {
    const me = mayInvite(actor);
    if (refused(me)) return me;
    const link = await linkFor(tx, me, what);
    if (refused(link)) return link;
    const day = new Date().toISOString().slice(0, 10);
    await shared(tx, { customerId: me.id, at: new Date(), subject: { type: "share", id: String(link.id) }, key: `share:${link.id}:${day}` });
    await noteFrom(tx, me.id, from);
    return { url: urlOf(link.token), title: link.title };
  });
}

/** What can be shared under a kind and id: its title and path, when anybody may read it. */
export function readShared(what: { thing: ThingKind; id: string }): Promise<Target | undefined> {
  return targetOf(db(), { ...what, channel: "link" });
}
