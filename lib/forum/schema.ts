import { z } from "@hono/zod-openapi";
import { colours, icons } from "./types.ts";

const invisible = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/u;

// Directional overrides and control characters in a title would let it pass for another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

export const title = z.string().max(1000).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(8, "A title has at least 8 characters.").max(150, "A title has at most 150 characters."));
export const body = z.string().max(30_000, "A post has at most 30,000 characters.")
  .transform((text) => text.normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trimEnd())
  .pipe(z.string().min(2, "Write at least two characters.").refine((text) => !invisible.test(text), "Write something that can be read."));
// NUL cannot stand in a database's text; everything else a draft keeps as it was typed.
const typed = (most: number) => z.string().max(most).transform((text) => text.replaceAll("\u0000", ""));
const clientId = z.uuid("This needs a client id.");
const id = z.coerce.number<string>().int().positive().max(Number.MAX_SAFE_INTEGER);

const audience = z.enum(["public", "members", "select", "premier", "circle", "staff"]);
const line = (most: number, said: { short: string; long: string }) => z.string().max(2000).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(2, said.short).max(most, said.long));
const categoryFields = {
  name: line(60, { short: "A category needs a name.", long: "A category’s name has at most 60 characters." }),
  description: z.string().max(300, "A description has at most 300 characters.").transform((text) => text.normalize("NFC").replace(control, " ").trim()),
  colour: z.enum(colours), icon: z.enum(icons), audience, openAudience: audience.nullable(), replyAudience: audience.nullable(),
  slowSeconds: z.int().min(0).max(604_800), kinds: z.array(z.enum(["discussion", "question", "idea"])).max(3), locale: z.enum(["en", "fr"]).nullable(),
};
export const categoryInput = z.strictObject({ ...categoryFields, parentId: z.int().positive().nullable() });
export const categoryEdit = z.strictObject({ ...categoryFields, version: z.int().positive() });
export const placeInput = z.strictObject({ parentId: z.int().positive().nullable(), position: z.int().min(0).max(10_000) });
export type CategoryInput = Omit<z.infer<typeof categoryInput>, "parentId">;
export type PlaceInput = z.infer<typeof placeInput>;

const categorySlug = z.string().regex(/^[a-z0-9-]{1,60}$/, "Choose a category.");
export const topicKinds = ["discussion", "question", "idea", "announcement"] as const;
// Letters and digits of any script, with what stands inside names: c++, node.js, pour-over.
export const tagName = z.string().max(200).transform((text) => text.normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "A tag has at least one letter or digit.").max(30, "A tag has at most 30 characters.").regex(/^[\p{L}\p{M}\p{N} .+#-]*[\p{L}\p{N}][\p{L}\p{M}\p{N} .+#-]*$/u, "A tag has letters, digits, spaces and . + # - only."));
const tags = z.array(tagName).max(5, "A topic has at most five tags.");

export const topicInput = z.strictObject({ categorySlug, title, body, kind: z.enum(topicKinds), tags: tags.optional(), clientId });
export const stateInput = z.strictObject({
  pinned: z.enum(["everywhere", "category"]).nullable().optional(), until: z.iso.datetime({ message: "Choose a day." }).nullable().optional(), closed: z.boolean().optional(), archived: z.boolean().optional(),
  bumps: z.boolean().optional(), slowSeconds: z.int().min(0).max(604_800).optional(),
});
export const topicEdit = z.strictObject({ title: title.optional(), categorySlug: categorySlug.optional(), tags: tags.optional() });
export const splitInput = z.strictObject({ postIds: z.array(z.int().positive()).min(1, "Choose the posts to move.").max(200, "Move at most 200 posts at once."), title, clientId });
export const mergeInput = z.strictObject({ into: z.int().positive() });
export const decisionInput = z.strictObject({
  status: z.enum(["open", "planned", "started", "done", "declined"]),
  reason: z.string().max(2000).transform((text) => text.normalize("NFC").replaceAll("\u0000", "").trim()).pipe(z.string().max(500, "A reason has at most 500 characters.")),
});
export const tagInput = z.strictObject({ name: tagName, description: typed(500).optional() });
export const tagMergeInput = z.strictObject({ into: tagName });
export const newTagsInput = z.strictObject({ audience: z.enum(["members", "select", "premier", "circle", "staff"]) });
export const slugQuery = z.strictObject({ after: z.string().max(120).regex(/^[a-z0-9-]*$/).optional() });
export const likeQuery = z.strictObject({ like: typed(200) });
export type StateInput = z.infer<typeof stateInput>;
export type TopicEdit = z.infer<typeof topicEdit>;
export type SplitInput = z.infer<typeof splitInput>;
export type DecisionInput = z.infer<typeof decisionInput>;
export const prefixQuery = z.strictObject({ prefix: z.string().max(60).optional() });
export const replyInput = z.strictObject({ body, replyTo: z.int().positive().optional(), clientId });
export const editInput = z.strictObject({ body, version: z.int().positive() });
export const peopleQuery = z.strictObject({ prefix: z.string().max(40).default(""), topic: id.optional(), category: z.string().max(60).optional() });
export const previewInput = z.strictObject({ body: z.string().max(30_000), topicId: z.int().positive().optional(), categorySlug: z.string().max(60).optional() });
export const acceptedInput = z.strictObject({ postId: z.int().positive().nullable() });
export const draftInput = z.strictObject({ title: typed(1000).default(""), body: typed(30_000), version: z.int().min(0) });
export const idParam = z.strictObject({ id });
export const contextParam = z.strictObject({ context: z.string().regex(/^(topic:new|reply:\d{1,15})$/) });
export const fromQuery = z.strictObject({ from: z.coerce.number<string>().int().positive().max(1_000_000_000).optional() });
const place = z.coerce.number<string>().int().min(0).max(1_000_000_000);
// What follows a number, or a window between two.
export const afterQuery = z.strictObject({ after: place.optional(), from: place.optional(), to: place.optional() })
  .refine(({ after, from, to }) => (after === undefined) !== (from === undefined) && (from === undefined) === (to === undefined));

export type TopicInput = z.infer<typeof topicInput>;
export type ReplyInput = z.infer<typeof replyInput>;
export type EditInput = z.infer<typeof editInput>;
export type AcceptedInput = z.infer<typeof acceptedInput>;
export type DraftInput = z.infer<typeof draftInput>;
