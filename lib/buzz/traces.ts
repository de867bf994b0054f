import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/core/env.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { mailboxOf } from "./mailbox.ts";

export type TraceKind = "mail" | "device" | "address" | "place";
/** Where a request comes from, as far as it is kept: keyed hashes. `device` is the visitor's cookie. */
export type From = { device: Buffer | undefined; address: Buffer; place: Buffer };
/** What a request says of where it comes from, raw. */
export type Origin = { address: string; agent: string; cookie: string | undefined };

export const VISITOR_COOKIE = "rapport_via";
const kept = /(?:^|;\s*)rapport_via=([\w-]{22})(?:;|$)/;
let key: Buffer | undefined;

function keyed(kind: string, value: string): Buffer {
  key ??= Buffer.from(hkdfSync("sha256", env().SECRET, "", "referral traces", 32));
  return createHmac("sha256", key).update(`${kind}\n${value}`).digest().subarray(0, 16);
}

/** The visitor's cookie in a Cookie header, or undefined. */
export const visitorOf = (cookie: string | undefined): string | undefined => kept.exec(cookie ?? "")?.[1];
/** A visitor nobody has seen before. */
export const newVisitor = (): string => randomBytes(16).toString("base64url");
/** What is stored of a visitor. */
export const deviceTrace = (visitor: string): Buffer => keyed("device", visitor);
/** What is stored of a mailbox. */
export const mailTrace = (email: string): Buffer => keyed("mail", mailboxOf(email));
/** What is stored of where a request comes from. */
export function fromOf({ address, agent, cookie }: Origin): From {
  const visitor = visitorOf(cookie);
  return { device: visitor === undefined ? undefined : deviceTrace(visitor), address: keyed("address", address), place: keyed("place", `${address}\n${agent}`) };
}

const note = `INSERT INTO referral_trace (account_id, kind, value) SELECT $1, kind, value FROM unnest($2::text[], $3::bytea[]) AS u (kind, value)
  ON CONFLICT (account_id, kind, value) DO UPDATE SET at = now()`;

/** Keeps where somebody acts from, to compare with who they bring. */
export async function noteFrom(tx: Tx, accountId: string, from: From & { mail?: Buffer }): Promise<void> {
  const traces = Object.entries(from).filter((one): one is [TraceKind, Buffer] => one[1] !== undefined);
  await tx.query(note, [accountId, traces.map(([kind]) => kind), traces.map(([, value]) => value)]);
}

const shared = `SELECT kind, bool_or(account_id = $1) AS "byReferrer" FROM referral_trace
  WHERE account_id <> $2 AND ((kind = 'mail' AND value = $3) OR (account_id = $1 AND ((kind = 'device' AND value = $4) OR (at > now() - interval '24 hours' AND ((kind = 'address' AND value = $5) OR (kind = 'place' AND value = $6)))))) GROUP BY kind`;

/** Which traces a newcomer shares: the mailbox with anybody, device, address and place with who brought them. Addresses are compared within a day. */
export async function sharedTraces(reader: Reader, of: { referrerId: string; newcomerId: string; mail: Buffer; device: Buffer | null; address: Buffer | null; place: Buffer | null }): Promise<Set<TraceKind>> {
  const rows = await reader.query<{ kind: TraceKind }>(shared, [of.referrerId, of.newcomerId, of.mail, of.device, of.address, of.place]);
  return new Set(rows.map((row) => row.kind));
}
