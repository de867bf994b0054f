import { randomUUID } from "node:crypto";
import type { Member, Role } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { reply } from "#lib/forum/posts.ts";
import { openTopic } from "#lib/forum/topics.ts";
import type { Audience } from "#lib/forum/types.ts";
import { hashPassword } from "#lib/identity/passwords.ts";
import { SESSION_COOKIE } from "#lib/identity/session.ts";
import { openSession } from "#lib/identity/sessions.ts";
import { createApp } from "#server/doors.ts";

export type Somebody = { id: string; email: string; cookie: string; actor: Member };
type Traits = { name?: string; role?: Role; tier?: number; confirmed?: boolean; suspended?: boolean; password?: string; email?: string; newcomer?: boolean };
type Row = Omit<Member, "kind">;

const actorOf = `SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, a.confirmed_at IS NOT NULL AS confirmed, coalesce(a.silenced_until > now(), false) AS silenced, s.id AS "sessionId", a.locale, false AS newcomer
  FROM account a JOIN session s ON s.account_id = a.id WHERE a.id = $1 ORDER BY s.id DESC LIMIT 1`;

/** Another open session of an account: its cookie. */
export async function session(accountId: string, device = "a test"): Promise<string> {
  return `${SESSION_COOKIE}=${await transact((tx) => openSession(tx, accountId, device))}`;
}

/** An account with one open session, a month old unless it is a newcomer's. A suspended one keeps its session row, as a cookie that was never taken back. */
export async function person(traits: Traits = {}): Promise<Somebody> {
  const id = newId();
  const email = traits.email ?? `${id}@example.org`;
  const values = [id, email, traits.name ?? "Robin Vale", `r.${id.slice(-12)}`, traits.role ?? "customer", traits.tier ?? 0,
    traits.confirmed ?? true, traits.suspended ?? false, traits.password ? await hashPassword(traits.password) : null, traits.newcomer ?? false];
  await db().query(`INSERT INTO account (id, email, name, handle, role, tier, confirmed_at, suspended_at, password_hash, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7::boolean THEN now() END, CASE WHEN $8::boolean THEN now() END, $9, now() - CASE WHEN $10::boolean THEN interval '0' ELSE interval '30 days' END)`, values);
  const cookie = await session(id);
  const [row] = await db().query<Row>(actorOf, [id]);
  if (!row) throw new Error("nobody was made");
  return { id, email, cookie, actor: { kind: "member", ...row } };
}

/** A category that an audience may see. */
export async function category(audience: Audience = "public", traits: { slug?: string; name?: string } = {}): Promise<{ id: number; slug: string; audience: Audience }> {
  const slug = traits.slug ?? `${audience}-${randomUUID().slice(0, 8)}`;
  const [row] = await db().query<{ id: number }>("INSERT INTO category (slug, name, audience) VALUES ($1, $2, $3) RETURNING id", [slug, traits.name ?? `For ${audience}`, audience]);
  if (!row) throw new Error("no category was made");
  return { id: row.id, slug, audience };
}

export type Opened = { id: number; slug: string; postId: number };

/** A topic opened by somebody, as the door would open it. */
export async function topic(by: Somebody, categorySlug: string, traits: { title?: string; body?: string; kind?: "discussion" | "question" } = {}): Promise<Opened> {
  const made = await openTopic(by.actor, {
    categorySlug, title: traits.title ?? "How do you descale a kettle?", body: traits.body ?? "Mine has a white crust.", kind: traits.kind ?? "discussion", clientId: randomUUID(),
  });
  if (refused(made)) throw new Error(made.detail);
  if ("held" in made) throw new Error("the topic waits for a moderator");
  const [post] = await db().query<{ id: number }>("SELECT id FROM post WHERE topic_id = $1 AND number = 1", [made.id]);
  if (!post) throw new Error("a topic without a post");
  return { ...made, postId: post.id };
}

/** A reply of somebody: its id and number. */
export async function answer(by: Somebody, topicId: number, body = "Vinegar, and patience."): Promise<{ id: number; number: number }> {
  const made = await reply(by.actor, topicId, { body, clientId: randomUUID() });
  if (refused(made)) throw new Error(made.detail);
  if ("held" in made) throw new Error("the reply waits for a moderator");
  return made;
}

export type App = ReturnType<typeof createApp>;
export type Knock = { as?: { cookie: string } | undefined; method?: string; body?: unknown; raw?: BodyInit; headers?: Record<string, string>; address?: string };
/** `body` is what the JSON said (or null), `text` all that was received. */
export type Answer = { status: number; body: unknown; text: string; headers: Headers };

let shared: App | undefined;
/** The doors as the server has them. */
export function app(): App {
  shared ??= createApp();
  return shared;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends one request to these doors, from our own pages: Origin, JSON body, cookie. */
export async function knock(doors: App, path: string, request: Knock = {}): Promise<Answer> {
  const headers: Record<string, string> = { host: "localhost:3000", origin: "http://localhost:3000", ...(request.as?.cookie ? { cookie: request.as.cookie } : {}), ...request.headers };
  const init: RequestInit = { method: request.method ?? (request.body === undefined && request.raw === undefined ? "GET" : "POST"), headers };
  if (request.raw !== undefined) init.body = request.raw;
  else if (request.body !== undefined) {
    init.body = JSON.stringify(request.body);
    headers["content-type"] ??= "application/json";
  }
  const response = await doors.request(path, init, { incoming: { headers, socket: { remoteAddress: request.address ?? "127.0.0.1" } } });
  const text = await response.text();
  return { status: response.status, body: parsed(text), text, headers: response.headers };
}

/** Sends one request to the doors as the server has them. */
export const door = (path: string, request: Knock = {}): Promise<Answer> => knock(app(), path, request);
