import type { NoticeKind } from "#lib/notices/types.ts";

export type Digest = "off" | "daily" | "weekly" | "matters";
/** What someone has chosen of mail. `topic` is the one whose letter they came from, and whether they still hear of it. */
export type MailChoices = { digest: Digest; mostADay: number; news: boolean; kinds: { kind: NoticeKind; mail: boolean }[]; topic: { id: number; title: string; quiet: boolean } | null; from: { what: string; of: string } };
