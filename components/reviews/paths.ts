import type { ReviewFilter } from "#lib/reviews/types.ts";

/** The address of a product's reviews as chosen; what is usual is left out. */
export function reviewsPath(locale: string, slug: string, by: ReviewFilter & { after?: string | undefined }): string {
  const params = new URLSearchParams();
  if (by.rating) params.set("rating", String(by.rating));
  if (by.photos) params.set("photos", "1");
  if (by.verified) params.set("verified", "1");
  if (by.variant) params.set("variant", String(by.variant));
  if (by.sort !== "helpful") params.set("sort", by.sort);
  if (by.after) params.set("after", by.after);
  return `/${locale}/products/${slug}${params.size ? `?${params}` : ""}#reviews`;
}
