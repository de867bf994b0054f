export type MediaKind = "image" | "video" | "file";
/** What a page needs to show a file: its address, and how large it will be before it is there. `small` is there for large pictures. */
export type MediaView = { id: string; kind: MediaKind; name: string; url: string; small: string | null; bytes: number; width: number | null; height: number | null };
/** What an upload answers: the file, and the Markdown that shows it. */
export type Uploaded = MediaView & { markdown: string };
/** Something that shows files: a post, a review. */
export type Subject = { type: string; id: string };
