import type { NoticeKind } from "#lib/notices/types.ts";
import type { Subscribable } from "./newsletters/types.ts";

export type Digest = "off" | "daily" | "weekly" | "matters";
/** What someone has chosen of mail. `opens` says that they agreed to have it noted when they open news; `topic` is the one whose letter they came from, and whether they still hear of it. */
export type MailChoices = { digest: Digest; mostADay: number; news: boolean; opens: boolean; kinds: { kind: NoticeKind; mail: boolean }[]; topic: { id: number; title: string; quiet: boolean } | null; newsletters: Subscribable[]; from: { what: string; of: string } };
