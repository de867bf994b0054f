import type { Answerable } from "./reply-token.ts";

/** Kinds of mail that are sent, refused and complained of apart: what one asked for, what one is in the middle of, news. */
export type Stream = "transactional" | "conversation" | "newsletter";
/** One paragraph, one thing with a way to it, or a piece of an issue that was cooked (sanitised HTML with its plain text). */
export type Block = { kind: "text"; text: string } | { kind: "item"; title: string; meta?: string; text?: string; url?: string } | { kind: "html"; html: string; text: string };
/** What a letter says, once: its HTML and its plain text are both made of this. One message, one action. */
export type Content = { title: string; preview?: string; blocks: Block[]; action?: { label: string; url: string }; foot?: string[]; leave?: { label: string; url: string } };

/**
 * A letter as rooms hand it over. `body` is its plain text where it has no `content`. `answers` makes it a letter that can be
 * answered, `key` one that leaves once however often it is queued, `secret` one that carries a link to sign in: it goes to
 * addresses that are not confirmed, nothing in it is counted, and its text is forgotten once it was sent. `leave` is where one
 * press ends letters like it (RFC 8058); `listId` names the list it is of.
 */
export type Letter = {
  to: string; subject: string; body?: string; content?: Content; account?: string; locale?: string; stream?: Stream; letter?: string;
  answers?: { type: Answerable; id: number }; listId?: string; key?: string; secret?: true; leave?: string; dueAt?: Date;
};
export type KeptMail = { id: string; recipient: string; subject: string; body: string; stream: Stream; createdAt: string };
