import { z } from "zod";

const id = z.string().regex(/^-?\d{1,12}$/, "is not a number");
const positive = z.string().regex(/^\d{1,12}$/, "is not a number");
const date = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/, "is not a date").transform((text, context) => {
  const at = new Date(`${text}Z`);
  if (Number.isNaN(at.getTime())) context.addIssue({ code: "custom", message: "is not a date" });
  return at;
});
// NUL cannot stand in a database's text.
const text = z.string().refine((value) => !value.includes("\u0000"), "has a NUL character");

/** The rows of a Stack Exchange dump, as far as they are taken. Attributes that are not named here are left out. */
export const userRow = z.object({ Id: id, DisplayName: text.default(""), CreationDate: date, AboutMe: text.default("") });
export const postRow = z.object({
  Id: positive, PostTypeId: positive, ParentId: positive.optional(), AcceptedAnswerId: positive.optional(), CreationDate: date, LastEditDate: date.optional(),
  Title: text.default(""), Body: text.default(""), OwnerUserId: id.optional(), Tags: text.default(""), ClosedDate: date.optional(),
});
export const commentRow = z.object({ Id: positive, PostId: positive, Text: text, CreationDate: date, UserId: id.optional() });
export const voteRow = z.object({ Id: positive, PostId: positive, VoteTypeId: positive, CreationDate: date });
export const tagRow = z.object({ Id: positive, TagName: text, ExcerptPostId: positive.optional() });
export const linkRow = z.object({ Id: positive, PostId: positive, RelatedPostId: positive, LinkTypeId: positive, CreationDate: date });
export const historyRow = z.object({ Id: positive, PostId: positive, PostHistoryTypeId: positive, CreationDate: date, UserId: id.optional(), Text: text.default("") });

const voteKinds: Record<string, string> = {
  1: "accepted", 2: "up", 3: "down", 4: "offensive", 5: "favourite", 6: "close", 7: "reopen", 8: "bounty", 9: "bounty-award", 10: "deletion", 11: "undeletion", 12: "spam", 15: "review", 16: "edit",
};
/** What a vote of this type says. */
export const voteKind = (type: string): string => voteKinds[type] ?? `type-${type}`;

export type User = z.infer<typeof userRow>;
export type Post = z.infer<typeof postRow>;
export type Comment = z.infer<typeof commentRow>;
export type Vote = z.infer<typeof voteRow>;
export type Tag = z.infer<typeof tagRow>;
export type Link = z.infer<typeof linkRow>;
export type History = z.infer<typeof historyRow>;
