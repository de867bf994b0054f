import { createHash } from "node:crypto";
import { Refusal, refused } from "#lib/core/errors.ts";
import { db, transact, within } from "#lib/core/transact.ts";

/** Who asks, under which key, and what exactly: the door and its body. */
export type Request = { owner: string; key: string; asked: string };
export type Kept = { status: number; body: string; replayed: boolean };

const keyShape = /^[\x21-\x7e]{1,200}$/;
/** How many days an answer is kept. */
export const keptDays = 7;

/** The key a sender gave, or the refusal that says what is missing (the IETF's Idempotency-Key header; quotes around it are not part of it). */
export function keyOf(header: string | undefined): string | Refusal {
  const key = header?.trim().replace(/^"(.*)"$/, "$1");
  if (!key) return new Refusal("unreadable", "Send an Idempotency-Key with this request.", { field: "Idempotency-Key" });
  return keyShape.test(key) ? key : new Refusal("unreadable", "An Idempotency-Key has 1 to 200 visible letters.", { field: "Idempotency-Key" });
}

// Whoever holds the lock works; it goes with the transaction, whatever becomes of it.
const hold = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 4405)) AS held";
const find = "SELECT fingerprint, status, body FROM idempotency WHERE owner = $1 AND key = $2";
const keep = "INSERT INTO idempotency (owner, key, fingerprint, status, body) VALUES ($1, $2, $3, $4, $5)";

/**
 * Runs `work` at most once for a key: its effect and its answer are one transaction. Every command that `work` calls joins
 * that transaction, so it must refuse before it writes. A refusal is given back and not kept.
 */
export function once<T extends object>({ owner, key, asked }: Request, status: number, work: () => Promise<T | Refusal>): Promise<Kept | Refusal> {
  const fingerprint = createHash("sha256").update(asked).digest();
  return transact(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(hold, [`${owner} ${key}`]);
    if (!lock?.held) return new Refusal("conflict", "A request with this Idempotency-Key is under way. Ask again in a moment.", { retryAfter: 1 });
    const [before] = await tx.query<{ fingerprint: Buffer; status: number; body: string }>(find, [owner, key]);
    if (before && !before.fingerprint.equals(fingerprint)) return new Refusal("invalid", "This Idempotency-Key was used for another request.", { field: "Idempotency-Key" });
    if (before) return { status: before.status, body: before.body, replayed: true };
    const value = await within(tx, work);
    if (refused(value)) return value;
    const body = JSON.stringify(value);
    await tx.query(keep, [owner, key, fingerprint, status, body]);
    return { status, body, replayed: false };
  });
}

/** Lets go of answers that are older than they are kept; resolves to how many. */
export async function sweepKept(): Promise<number> {
  return (await db().query("DELETE FROM idempotency WHERE at < now() - make_interval(days => $1) RETURNING 1", [keptDays])).length;
}
