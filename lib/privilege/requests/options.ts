import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { lockRequest } from "./access.ts";
import { cameBack, handedOver, handled } from "./needs.ts";
import { mayDecide } from "./policy.ts";
import { optionInput, type OptionAnswer, type OptionInput } from "./schema.ts";
import { noteRequest, tellRequest } from "./telling.ts";

const insert = `INSERT INTO request_option (request_id, customer_id, proposed_by, client_id, title, text, product_id, price_cents, link, hold_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (proposed_by, client_id) DO NOTHING RETURNING id`;

/** Proposes something to a member. The same client id again answers with the option it made the first time. */
export function proposeOption(actor: Actor, requestId: number, given: OptionInput): Promise<{ id: number } | Refusal> {
  const input = optionInput.parse(given);
  return transact(async (tx) => {
    const at = await handled(tx, actor, requestId);
    if (refused(at)) return at;
    const { request, me } = at;
    if (input.holdUntil && Date.parse(input.holdUntil) <= Date.now()) return new Refusal("invalid", "This is over already.", { field: "holdUntil" });
    if (input.productId !== null) {
      const [product] = await tx.query("SELECT 1 FROM product WHERE id = $1", [input.productId]);
      if (!product) return new Refusal("invalid", "There is no such product.", { field: "productId" });
    }
    const [option] = await tx.query<{ id: number }>(insert, [requestId, request.customerId, me.id, input.clientId, input.title, input.text, input.productId, input.priceCents, input.link, input.holdUntil]);
    if (!option) {
      const [there] = await tx.query<{ id: number }>("SELECT id FROM request_option WHERE proposed_by = $1 AND client_id = $2", [me.id, input.clientId]);
      return there ?? missing();
    }
    await noteRequest(tx, requestId, { by: me.id, act: "proposed", detail: { option: option.id, title: input.title } });
    await handedOver(tx, request, { id: me.id, key: `option:${option.id}` });
    await tellRequest(tx, request);
    return option;
  });
}

type OptionAt = { id: number; requestId: number; title: string; state: string; holdUntil: Date | null };
const found = `SELECT id, request_id AS "requestId", title, state, hold_until AS "holdUntil" FROM request_option WHERE id = $1`;

/** Takes an option back that was not answered: it is no longer to be had. */
export function withdrawOption(actor: Actor, optionId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const [option] = await tx.query<OptionAt>(found, [optionId]);
    const at = option ? await handled(tx, actor, option.requestId) : missing();
    if (refused(at) || !option) return refused(at) ? at : missing();
    const gone = await tx.query("UPDATE request_option SET state = 'withdrawn', answered_at = now() WHERE id = $1 AND state = 'proposed' RETURNING id", [optionId]);
    if (gone.length === 0) return new Refusal("conflict", "This was answered meanwhile. Look at it again.");
    await noteRequest(tx, option.requestId, { by: at.me.id, act: "option-withdrawn", detail: { option: optionId, title: option.title } });
    await tellRequest(tx, at.request);
    return true;
  });
}

// What somebody refuses tells what they like: remembered in their own words, theirs to see and to change.
async function remember(tx: Tx, { option, customerId, reason }: { option: OptionAt; customerId: string; reason: string }): Promise<void> {
  await tx.query("INSERT INTO request_preference (customer_id, text, option_id) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM request_preference WHERE customer_id = $1 AND option_id = $3)", [customerId, reason.slice(0, 300), option.id]);
}

/** Accepts an option, or refuses it with a reason; the member alone. What is held no longer cannot be accepted. A decision can be changed while the request is open. */
export function answerOption(actor: Actor, optionId: number, answer: OptionAnswer): Promise<true | Refusal> {
  return transact(async (tx) => {
    const [option] = await tx.query<OptionAt>(found, [optionId]);
    const request = option ? await lockRequest(tx, actor, option.requestId) : missing();
    if (refused(request) || !option) return refused(request) ? request : missing();
    const allowed = mayDecide(actor, request);
    if (allowed !== true) return allowed;
    const [now] = await tx.query<OptionAt>(found, [optionId]);
    const state = answer.accepted ? "accepted" : "refused";
    if (now?.state === state) return true;
    if (now?.state === "withdrawn") return new Refusal("conflict", "This is no longer to be had.");
    if (answer.accepted && option.holdUntil && option.holdUntil.getTime() < Date.now()) return new Refusal("conflict", "This was held until then, and is no longer. Ask whether it can still be had.");
    const reason = answer.accepted ? "" : (answer.reason ?? "");
    await tx.query("UPDATE request_option SET state = $2, reason = $3, answered_at = now() WHERE id = $1", [optionId, state, reason]);
    if (answer.accepted) await tx.query("DELETE FROM request_preference WHERE option_id = $1", [optionId]);
    else if (answer.remember ?? true) await remember(tx, { option, customerId: request.customerId, reason });
    await noteRequest(tx, request.id, { by: request.customerId, act: state, detail: { option: optionId, title: option.title } });
    await cameBack(tx, request, `option:${optionId}:${state}:${request.version}`);
    await tellRequest(tx, request);
    return true;
  });
}
