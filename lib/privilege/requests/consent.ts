import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { tell } from "#lib/realtime/tell.ts";
import { requestNews } from "../events.ts";
import { openRequest, promiseLocked } from "./forwarding.ts";
import { mayHandle } from "./policy.ts";
import { personJson } from "./rows.ts";
import { consentInput, type ConsentInput } from "./schema.ts";
import { authorOf } from "./text.ts";
import { type Consent, spaceOpensAt } from "./types.ts";

const insert = `INSERT INTO request_consent (customer_id, asked_by, service_id, wish, origin, origin_id, client_id) SELECT a.id, $2, s.id, $4, $5, $6, $7 FROM account a, service s
  WHERE a.id = $1 AND a.role = 'customer' AND a.tier >= ${spaceOpensAt} AND s.id = $3 AND s.archived_at IS NULL ON CONFLICT (asked_by, client_id) DO NOTHING RETURNING id`;

/** Asks a member of the space whether we may open a request from what they said in a room or topic. Nothing is opened before they say yes. Asked twice is asked once. */
export function askConsent(actor: Actor, given: ConsentInput): Promise<{ id: number } | Refusal> {
  const input = consentInput.parse(given);
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ id: number }>(insert, [input.customerId, me.id, input.serviceId, input.wish, input.origin, input.originId, input.clientId]);
    const [there] = row ? [row] : await tx.query<{ id: number }>("SELECT id FROM request_consent WHERE asked_by = $1 AND client_id = $2", [me.id, input.clientId]);
    if (!there) {
      const [customer] = await tx.query(`SELECT 1 FROM account WHERE id = $1 AND role = 'customer' AND tier < ${spaceOpensAt}`, [input.customerId]);
      return customer ? new Refusal("conflict", "This member is not in the space, where requests are.") : missing();
    }
    if (row) {
      await requestNews(tx, "request.asked", { accountId: input.customerId, requestId: row.id, key: `consent:${row.id}` });
      await tell(tx, { room: `me:${input.customerId}`, event: "request.changed", data: { id: 0 } });
    }
    return there;
  });
}

const list = `SELECT q.id, q.wish, ${personJson("a")} AS by, s.name AS service, q.origin, q.origin_id AS "originId", q.state, q.request_id AS "requestId", q.at FROM request_consent q JOIN account a ON a.id = q.asked_by JOIN service s ON s.id = q.service_id
  WHERE q.customer_id = $1 AND q.state = 'asked' ORDER BY q.id DESC LIMIT 20`;

/** What a member was asked and has not answered. */
export async function listConsents(actor: Member): Promise<{ consents: Consent[] }> {
  return { consents: (await db().query<Omit<Consent, "at"> & { at: Date }>(list, [actor.id])).map((row) => ({ ...row, at: row.at.toISOString() })) };
}

type Asked = { id: number; state: Consent["state"]; serviceId: number; wish: string; origin: "message" | "topic"; originId: string; requestId: number | null };

/** Says yes, which opens the request in the member's name, or no, which ends it. Asked once, answered once. */
export function answerConsent(actor: Member, id: number, agreed: boolean): Promise<{ requestId: number | null } | Refusal> {
  return transact(async (tx) => {
    const part = mayTakePart(actor);
    if (part !== true) return part;
    const [seen] = await tx.query("SELECT 1 FROM request_consent WHERE id = $1 AND customer_id = $2", [id, actor.id]);
    if (!seen) return missing();
    const [asked] = await tx.query<Asked>(`SELECT id, state, service_id AS "serviceId", wish, origin, origin_id AS "originId", request_id AS "requestId" FROM request_consent WHERE id = $1 FOR UPDATE`, [id]);
    if (!asked) return missing();
    if (asked.state !== "asked") return (asked.state === "agreed") === agreed ? { requestId: asked.requestId } : new Refusal("conflict", "This was answered meanwhile. Look at it again.");
    const answered = (requestId: number | null) => tx.query("UPDATE request_consent SET state = $2, request_id = $3, answered_at = now() WHERE id = $1", [id, agreed ? "agreed" : "refused", requestId]);
    if (!agreed) { await answered(null); return { requestId: null }; }
    const locked = await promiseLocked(tx, asked.serviceId);
    if (refused(locked)) return locked;
    const requestId = await openRequest(tx, {
      member: authorOf(actor), tier: actor.tier, ...locked,
      input: { wish: asked.wish, clientId: crypto.randomUUID(), budgetCents: null, deadline: null, media: [], readers: [], origin: asked.origin, originId: asked.originId, phone: null, callTimes: null },
    });
    if (requestId === undefined) throw new Error("a request under a new id was there before");
    await answered(requestId);
    return { requestId };
  });
}
