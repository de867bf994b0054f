import type { Cleaned, Profile } from "./clean-up.ts";
import type { Made } from "./held-commands.ts";
import type { Thing } from "./removing.ts";
import type { Before } from "./sanctions.ts";
import type { DecisionName } from "./types.ts";

/** The item as it is decided, and what the moderator says with it. */
export type Deciding = { itemId: number; kind: string; subject: { type: string; id: string }; authorId: string; reasons: string[]; decision: DecisionName; message: string; reason: string; days: number | null };
/** What a decision did, as its undoing needs it. */
export type Done = {
  rulings: Before[]; removed?: Thing; shown?: Thing; made?: Made; held?: { id: number; result: unknown }; lesson?: { text: string; spam: boolean }; cleaned?: Cleaned;
  profile?: Profile; appeal?: { id: number; restored: { type: string; id: string } | null; ruling: Before | null }; flags?: number[]; told?: string[];
};
