/** A file that a text names, as it is shown: its address, and how large it will be. */
export type ShownMedia = { kind: "image" | "video" | "file"; url: string; small: string | null; width: number | null; height: number | null };
/** What is known of a link that stands alone: what its page says of itself, and our own copy of its picture. */
export type Card = { title: string; description: string; site: string; picture: ShownMedia | null };
export type PollForm = { kind: "single" | "multiple" | "ranked"; most: number; anonymous: boolean; results: "always" | "voted" | "closed"; closesAt: string | null };
/** A poll as it is written in a text: its question, its options, and how it is voted in. */
export type PollText = PollForm & { question: string; options: string[] };
/**
 * What the writer of a text leaves to others to know. `key` makes the text's own anchors different from every other's;
 * `people` are the handles that are somebody (or a group) the writer may call; `media` the files by id; `cards` by address.
 */
export type Context = { key?: string; people?: ReadonlySet<string>; groups?: ReadonlySet<string>; media?: ReadonlyMap<string, ShownMedia>; cards?: ReadonlyMap<string, Card> };
/** What a text names: handles it calls, files it shows, polls it holds, links that stand alone. */
export type Named = { handles: string[]; media: string[]; polls: PollText[]; links: string[] };
