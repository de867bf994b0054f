import { createRoute } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { env } from "#lib/core/env.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody, problem, say } from "#lib/identity/door.ts";
import { inFrench, prefersFrench } from "#lib/identity/french.ts";
import { spend } from "#lib/limits/limiter.ts";
import { acceptMail } from "#lib/mail/in/accepting.ts";
import { ourAddress } from "#lib/mail/in/addresses.ts";
import { most, tooMuch } from "#lib/mail/in/reading.ts";
import { answerAsked, readAsked } from "./asked.ts";
import { fromForm, fromJson, type Handed } from "./hook-forms.ts";
import { carriedSecret, carriesSignature, isProviders } from "./hook-secret.ts";
import { cameByMail, mailOf } from "./queries.ts";
import * as input from "./schema.ts";
import type { IncomingPage } from "./types.ts";
import { readWhole } from "./whole.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 404: { description: "Not there, or not for you" }, 410: { description: "No token of ours" } };
const hook = { 200: { description: "Taken, or left: `taken` says for how many of our addresses it was new" }, 401: { description: "Without the secret" }, 404: { description: "No secret is set" }, 413: { description: "More than fits" }, 422: { description: "No mail in it" } };
// A mail in base64 within JSON is a third larger than itself.
const mostBody = Math.ceil(most.bytes * 1.4) + 200_000;

async function handedOver(c: Context<DoorEnv>, body: Buffer, query: { to: string; from: string }): Promise<Handed | undefined> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json") return fromJson(body.toString("utf8"));
  if (type === "multipart/form-data" || type === "application/x-www-form-urlencoded") {
    const fields = await new Response(new Uint8Array(body), { headers: { "content-type": c.req.header("content-type") ?? "" } }).formData().catch(() => undefined);
    return fields && fromForm(Object.fromEntries(fields));
  }
  return { raw: body, to: query.to.split(",").map((one) => one.trim()).filter(Boolean).slice(0, 50), from: query.from };
}

/** Reasons as their reader reads them: sentences in their language, each with the file it is about; notes of our own stay with us. */
function inWords(page: IncomingPage, french: boolean): IncomingPage {
  const said = (line: string): string => { const [, file = "", sentence = line] = /^(.{1,130}): ([A-Z].*\.)$/.exec(line) ?? []; return `${file && `${file}: `}${french ? inFrench(sentence) : sentence}`; };
  return { ...page, mails: page.mails.map((one) => ({ ...one, reason: one.reason.split("\n").filter((line) => line.endsWith(".")).map(said).join("\n") })) };
}

async function takeHook(c: Context<DoorEnv>, query: { to: string; from: string }): Promise<Response> {
  const secret = env().MAIL_IN_SECRET;
  if (!secret) return problem(c, missing());
  const header = (name: string): string | undefined => c.req.header(name);
  const wrong = async (): Promise<Response> => problem(c, (await spend("mail-hook-wrong", c.get("address"))) ?? new Refusal("sign-in", "This is not signed with our secret."));
  // Nothing is read for who carries neither a secret nor a signature.
  if (carriedSecret(header) === undefined && !carriesSignature(header)) return wrong();
  const often = await spend("mail-hook", c.get("address"));
  if (often) return problem(c, often);
  const body = Buffer.from(await c.req.arrayBuffer());
  if (!isProviders(header, body.toString("utf8"), secret)) return wrong();
  const handed = await handedOver(c, body, query);
  if (!handed || handed.raw.length === 0) return problem(c, new Refusal("invalid", "There is no mail in this."));
  // A provider asks again for what is refused: what is too much will always be.
  const stopped = tooMuch(handed.raw);
  if (stopped) return c.json({ taken: 0, left: "unread" in stopped ? stopped.unread : "" }, 200);
  const ours: string[] = [];
  for (const one of handed.to) if (await ourAddress(db(), one)) ours.push(one);
  const taken = ours.length ? await acceptMail({ raw: handed.raw, recipients: ours, returnPath: handed.from.replace(/[\r\n]/g, "").slice(0, 320), door: "http", vouched: true, ...(handed.identity ? { identity: handed.identity } : {}) }) : 0;
  return c.json({ taken, ...(ours.length ? {} : { left: "no address of ours" }) }, 200);
}

/** The doors of mail that was written to us: for providers that hand it over, for who is asked whether it is theirs, and for who reads it. */
export function incomingDoors(): Doors {
  const doors = createDoors();
  const asHolder = async <T extends object>(c: Context<DoorEnv>, work: () => Promise<T | Refusal>): Promise<Response> => {
    const often = await spend("mail-choices", c.get("address"));
    const value = often ?? (await work());
    return refused(value) ? problem(c, value) : say(c, value);
  };
  doors.use("/api/mail/in", bodyLimit({ maxSize: mostBody, onError: (c) => problem(c, new Refusal("too-large", "That is more than fits.")) }));
  doors.openapi(createRoute({ method: "post", path: "/api/mail/in", summary: "Where a provider hands over mail that was written to us", request: { query: input.hookQuery }, responses: hook }), (c) => takeHook(c, c.req.valid("query")));
  doors.openapi(createRoute({ method: "post", path: "/api/mail/asked", request: jsonBody(input.askedInput), responses: done }), (c) => asHolder(c, () => readAsked(c.req.valid("json").token)));
  doors.openapi(createRoute({ method: "put", path: "/api/mail/asked", request: jsonBody(input.mineInput), responses: done }), (c) => { const { token, mine } = c.req.valid("json"); return asHolder(c, () => answerAsked(token, mine)); });
  doors.openapi(createRoute({ method: "get", path: "/api/me/mails", request: { query: input.listQuery }, responses: done }), (c) => asMember(c, async (actor) => inWords(await mailOf(db(), actor.id, c.req.valid("query")), prefersFrench(c.req.header("accept-language")))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/mails/of", request: { query: input.ofQuery }, responses: done }), (c) => asMember(c, (actor) => cameByMail(db(), actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/mails/{id}", request: { params: input.idParam }, responses: done }), (c) => asMember(c, (actor) => readWhole(actor, c.req.valid("param").id)));
  return doors;
}
