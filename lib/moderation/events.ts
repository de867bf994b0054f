import type { Tx } from "#lib/core/transact.ts";
import { record, reverse } from "#lib/ledger/record.ts";

type Subject = { type: string; id: string };
const told = (customerId: string, kind: string, subject: Subject) => ({ customerId, kind, occurredAt: new Date(), subject, source: "web" as const });

/** A report was answered: told to who sent it. Nothing is counted. */
export const flagResolved = (tx: Tx, of: { reporterId: string; subject: Subject; key: string }) => record(tx, { ...told(of.reporterId, "flag.resolved", of.subject), key: of.key });

/** What waited was decided: told to its author. */
export const heldDecided = (tx: Tx, of: { authorId: string; heldId: number; key: string }) => record(tx, { ...told(of.authorId, "held.decided", { type: "held", id: String(of.heldId) }), key: of.key });

/** A ruling was made about someone: told to them. */
export const sanctionGiven = (tx: Tx, of: { accountId: string; rulingId: number }) => record(tx, { ...told(of.accountId, "sanction.given", { type: "ruling", id: String(of.rulingId) }), key: `ruling:${of.rulingId}` });

/** Takes back that something was told. */
export const untold = (tx: Tx, key: string) => reverse(tx, "web", key);
