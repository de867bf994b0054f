import type { History } from "./stackexchange-rows.ts";

// The first text, an edit, a return to an earlier text.
const bodies = new Set(["2", "5", "8"]);
/** What a row of this type did to its topic. */
export const closures: Record<string, "closed" | "reopened"> = { 10: "closed", 11: "reopened" };
/** Whether a row of a dump's history tells a post's text or that its topic was closed or opened again. */
export const toldOf = (row: History): "text" | "state" | undefined => (bodies.has(row.PostHistoryTypeId) ? "text" : closures[row.PostHistoryTypeId] ? "state" : undefined);
