import { randomUUID } from "node:crypto";
import { db, transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { startWorker } from "#server/worker.ts";
import { listen } from "#server/notifications.ts";
import type { Figure } from "./report.ts";

const kinds = ["visit", "post.created", "reaction.given", "reaction.received", "topic.created"];

async function customers(): Promise<string[]> {
  return (await db().query<{ id: string }>("SELECT id FROM account WHERE role = 'customer' ORDER BY id")).map((row) => row.id);
}

const facts = (ids: readonly string[], count: number) => Array.from({ length: count }, (_, at) => ({
  customerId: ids[at % ids.length] ?? "", kind: kinds[at % kinds.length] ?? "visit", occurredAt: new Date(Date.now() - (at % 90) * 86_400_000), subject: { type: "bench", id: String(at) }, source: "job" as const, key: randomUUID(),
}));

/** Interactions appended per second, and taken into the signals per second. */
export async function throughput(): Promise<Figure[]> {
  const ids = await customers();
  const total = 60_000;
  const batch = facts(ids, total);
  const began = performance.now();
  for (let at = 0; at < total; at += 2000) await transact((tx) => recordMany(tx, batch.slice(at, at + 2000)));
  const appended = total / ((performance.now() - began) / 1000);
  const relayBegan = performance.now();
  let taken = 0;
  for (let part = await relayRelationship(); part > 0; part = await relayRelationship()) taken += part;
  const relayed = taken / ((performance.now() - relayBegan) / 1000);
  return [
    { what: "ledger append, batches of 2,000", value: `${Math.round(appended)}/s` },
    { what: "relay into signals", value: `${Math.round(relayed)}/s over ${taken}`, wanted: "≥ 5,000/s", good: relayed >= 5000 },
  ];
}

/** From an interaction's commit until its customer's signals hold it, at a hundred writes a second for twenty seconds. */
export async function delay(): Promise<Figure[]> {
  const ids = await customers();
  const worker = startWorker();
  const committed = new Map<string, number>();
  const waits: number[] = [];
  const live = listen({
    ledger: worker.wake,
    relationship: (payload) => {
      const now = performance.now();
      for (const id of JSON.parse(payload) as string[]) {
        const at = committed.get(id);
        if (at !== undefined) waits.push(now - at);
        committed.delete(id);
      }
    },
  }, worker.wake);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const writing: Promise<void>[] = [];
  const began = performance.now();
  for (let at = 0; at < 2000; at += 1) {
    const due = began + at * 10;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const id = ids[at % ids.length] ?? "";
    const [fact] = facts([id], 1);
    // Counted from just before the commit, so never less than the truth.
    if (fact) writing.push(transact(async (tx) => { await record(tx, fact); if (!committed.has(id)) committed.set(id, performance.now()); }));
  }
  await Promise.all(writing);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await live.stop();
  await worker.stop();
  waits.sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.floor(waits.length * share)] ?? Number.NaN;
  return [{ what: "commit to effect at 100 writes/s", value: `p50 ${at(0.5).toFixed(0)} p99 ${at(0.99).toFixed(0)} ms over ${waits.length}`, wanted: "p99 ≤ 250 ms", good: at(0.99) <= 250 && committed.size === 0 }];
}
