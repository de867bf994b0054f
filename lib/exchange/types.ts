import type { Mapping } from "./orders-columns.ts";

export type { Mapping, OrderField } from "./orders-columns.ts";

/** What was found in an order book before anything is written. `known`: orders of people whose address is confirmed; `waiting`: of addresses that nobody has shown to be theirs. */
export type BookFound = { rows: number; orders: number; customers: number; known: number; waiting: number; nameless: number; netCents: number; from: string | null; until: string | null; rejected: number; rejects: { line: number; reason: string }[] };
/** An order book that was brought on a page. `columns`: some that must be there are still to be named. */
export type ImportView = {
  id: string; source: string; fileName: string; state: "columns" | "read" | "running" | "done" | "stopped" | "failed"; header: string[]; mapping: Mapping; absent: string[]; found: BookFound | null;
  done: number; total: number; written: number; by: string | null; madeAt: string; endedAt: string | null;
};
