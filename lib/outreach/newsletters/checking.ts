import type { Actor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { letterHtml } from "#lib/mail/letter-html.ts";
import { letterText } from "#lib/mail/letter-text.ts";
import { mediaNamed } from "#lib/media/queries.ts";
import { absolute, unknownBlocks } from "./body.ts";
import { checkLetter } from "./checker.ts";
import { segmentCount } from "./audiences.ts";
import { mailingOf } from "./drafts.ts";
import { letterOf, prepare, type Source } from "./letters.ts";
import { mayWriteNews } from "./policy.ts";
import type { CheckInput } from "./schema.ts";
import type { Check, CheckView, MailingView } from "./types.ts";

/** A mailing as it stands in the editor, as what its letters are made of. */
export const sourceOf = (at: MailingView, input: Partial<CheckInput> = {}): Source => ({
  id: at.id, number: 0, kind: at.kind, locale: input.locale ?? at.locale, subject: input.subject ?? at.subject, preview: input.preview ?? at.preview, body: input.body ?? at.body, actionLabel: input.actionLabel ?? at.actionLabel, actionPath: input.actionPath ?? at.actionPath,
  varies: input.varies ?? at.varies, subjectB: input.subjectB ?? at.subjectB, bodyB: input.bodyB ?? at.bodyB, newsletterId: at.newsletterId, newsletterName: at.kind === "issue" ? at.of : null, newsletterSlug: at.newsletterSlug, slug: at.slug ?? "…",
});

const ours = /^\/(?:(?:en|fr)\/)?(t|products|c|tag|u|news)\/([\w.-]+)/;
const there: Record<string, string> = {
  t: "SELECT 1 FROM topic WHERE id::text = $1 AND deleted_at IS NULL", products: "SELECT 1 FROM product WHERE slug = $1 AND active", c: "SELECT 1 FROM category WHERE slug = $1", tag: "SELECT 1 FROM tag WHERE slug = $1",
  u: "SELECT 1 FROM account WHERE handle = $1", news: "SELECT 1 FROM newsletter WHERE slug = $1",
};

/** The links that lead nowhere: no address at all, a machine of one's own, or a page of ours that is not there. */
async function brokenOf(reader: Reader, links: readonly string[], body: string): Promise<string[]> {
  const broken = [...body.matchAll(/\]\((https?:\/\/)?\s*\)/g)].map((match) => match[0]);
  for (const link of [...new Set(links)].slice(0, 40)) {
    const site = publicUrl();
    const url = URL.canParse(link) ? new URL(link) : undefined;
    if (!url || ((!url.hostname.includes(".") || url.hostname === "127.0.0.1") && url.origin !== site)) { broken.push(link); continue; }
    const [, kind = "", name = ""] = url.origin === site ? (ours.exec(url.pathname) ?? []) : [];
    const query = there[kind];
    if (query && (await reader.query(query, [name])).length === 0) broken.push(link);
  }
  return broken;
}

async function audienceOf(at: MailingView, segmentId: string | null): Promise<number | null> {
  if (at.kind === "campaign") return segmentId ? segmentCount(segmentId) : null;
  return (await db().query<{ count: number }>("SELECT subscribers AS count FROM newsletter WHERE id = $1", [at.newsletterId]))[0]?.count ?? 0;
}

const lately = `SELECT (extract(epoch FROM now() - m.started_at) / 86400)::float8 AS days FROM mailing m WHERE m.id <> $1 AND m.started_at > now() - interval '14 days' AND (($2::uuid IS NOT NULL AND m.newsletter_id = $2) OR ($2::uuid IS NULL AND m.kind = 'campaign')) ORDER BY m.started_at DESC LIMIT 20`;
const lone = (html: string): number => [...html.matchAll(/<p[^>]*>\s*<a [^>]*>[^<]*<\/a>\s*<\/p>/g)].length;

/** Checks a mailing as it stands in the editor, or as it was kept. Up to six statements, and one for each page of ours it leads to. */
export async function checkMailing(at: MailingView, input: Partial<CheckInput> = {}): Promise<CheckView> {
  const source = sourceOf(at, input);
  const prepared = await prepare(db(), source);
  const parts = [...prepared.arms.a.parts, ...(source.varies === "body" ? prepared.arms.b.parts : [])].flatMap((part) => (part.kind === "html" ? [part] : []));
  const html = parts.map((part) => part.html).join("\n");
  const letter = letterOf(prepared, { id: "00000000-0000-0000-0000-000000000000", email: "reader@example.org", name: "Reader", tier: 0 });
  const plain = prepared.arms.a.parts.flatMap((part) => (part.kind === "html" ? [part.text] : [])).join("\n\n");
  const links = [...html.matchAll(/ href="([^"]+)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));
  const action = source.actionLabel && source.actionPath ? [absolute(source.actionPath, prepared.locale)] : [];
  const [broken, days, audience, [pictures]] = await Promise.all([
    brokenOf(db(), [...links, ...action], `${source.body}\n${source.varies === "body" ? source.bodyB : ""}`), db().query<{ days: number }>(lately, [at.id, at.newsletterId]), audienceOf(at, input.segmentId === undefined ? at.segmentId : input.segmentId),
    db().query<{ bytes: number }>("SELECT coalesce(sum(bytes), 0)::float8 AS bytes FROM media WHERE id = ANY($1::uuid[])", [mediaNamed(source.body)]),
  ]);
  const bytes = letter.content ? Buffer.byteLength(letterHtml(letter.content, source.locale)) + Buffer.byteLength(letterText(letter.content, source.locale)) : 0;
  const checks: Check[] = checkLetter({
    subject: source.subject, preview: source.preview, html, plain, actionLabel: source.actionLabel, actionPath: source.actionPath, links, lone: lone(prepared.arms.a.parts.flatMap((part) => (part.kind === "html" ? [part.html] : [])).join("\n")), site: publicUrl(), bytes, pictureBytes: pictures?.bytes ?? 0,
    wayOut: Boolean(letter.leave && letter.content?.leave), broken, unknownBlocks: unknownBlocks(source.body), lastDays: days.map((one) => one.days), audience,
    other: { subject: source.subjectB, body: source.bodyB, varies: source.varies as "none", same: source.varies === "subject" ? source.subjectB === source.subject : source.bodyB === source.body },
  });
  return { checks, bytes, words: plain.split(/\s+/).filter(Boolean).length };
}

/** The checker beside the editor: what the craft says of what stands there now. Nothing is kept. */
export async function checkDraft(actor: Actor, input: CheckInput): Promise<CheckView | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const at = await mailingOf(db(), input.id);
  return at ? checkMailing(at, input) : missing();
}
