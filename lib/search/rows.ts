import { markPlain, stretches } from "./highlights.ts";
import type { Hit, HitKind } from "./types.ts";

/** The columns of who wrote something, from an account joined as `a`. */
export const personColumns = `a.id AS "authorId", a.name AS "authorName", a.handle::text AS "authorHandle", a.role AS "authorRole", a.tier AS "authorTier"`;

export type RawHit = {
  id: number; key: string; count: number; kind: HitKind; subjectId: string; createdAt: Date; language: string; topicId: number | null; topicSlug: string | null; topicKind: string | null; postCount: number | null;
  answered: boolean; accepted: boolean; number: number | null; productSlug: string | null; categorySlug: string | null; categoryName: string | null; categoryColour: string | null;
  authorId: string | null; authorName: string; authorHandle: string; authorRole: string; authorTier: number; titleMarks: string; snippet: string;
};

const pagesOf = 20;

function pathOf(row: RawHit): string {
  if (row.kind === "topic" || row.kind === "post") {
    const first = Math.floor(((row.number ?? 1) - 1) / pagesOf) * pagesOf + 1;
    return `/t/${row.topicId}/${row.topicSlug}${first > 1 ? `?from=${first}` : ""}${(row.number ?? 1) > 1 ? `#post-${row.number}` : ""}`;
  }
  if (row.kind === "person") return `/u/${row.authorHandle}`;
  return `/products/${row.productSlug}${row.kind === "product" ? "" : `#${row.kind}-${row.subjectId}`}`;
}

/** Something found, as pages show it. */
export function hitOf(row: RawHit, terms: readonly string[]): Hit {
  return {
    kind: row.kind, id: row.subjectId, path: pathOf(row), title: stretches(row.titleMarks), snippet: markPlain(stretches(row.snippet), terms), createdAt: row.createdAt.toISOString(),
    author: row.authorId ? { id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier } : null,
    category: row.categorySlug ? { slug: row.categorySlug, name: row.categoryName ?? "", colour: row.categoryColour ?? "ink" } : null,
    topicKind: row.topicKind, replies: row.postCount === null ? null : row.postCount - 1, number: row.number, answered: row.kind === "topic" && row.answered, accepted: row.kind === "post" && row.accepted,
  };
}
