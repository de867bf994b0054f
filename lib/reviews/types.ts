import type { MediaView } from "#lib/media/types.ts";

export type Author = { id: string; name: string; handle: string; role: string; tier: number };
export const reviewSorts = ["helpful", "newest", "highest", "lowest"] as const;
export type ReviewSort = (typeof reviewSorts)[number];
export type ReviewFilter = { sort: ReviewSort; rating?: number | undefined; photos?: boolean; verified?: boolean; variant?: number | undefined; after?: string | undefined };

export type ReplyView = { html: string; author: Author; at: string };
/** A review as everyone may read it. */
export type ReviewView = {
  id: number; rating: number; title: string; html: string; pros: string[]; cons: string[]; photos: MediaView[]; author: Author; variant: string | null;
  verified: boolean; incentivised: boolean; helpful: number; version: number; createdAt: string; editedAt: string | null; reply: ReplyView | null;
};
export type ReviewList = { reviews: ReviewView[]; next: string | null };
export type ReviewVersionView = { version: number; rating: number; title: string; source: string; pros: string[]; cons: string[]; writtenAt: string };

/** What someone said of products, as everyone may read it. */
export type PersonReviews = { reviews: { id: number; rating: number; title: string; excerpt: string; verified: boolean; helpful: number; at: string; product: { slug: string; name: string } }[]; next: string | null };

export type AnswerView = { id: number; html: string; author: Author; staff: boolean; best: boolean; helpful: number; at: string };
export type QuestionView = { id: number; text: string; author: Author; at: string; answerCount: number; answers: AnswerView[] };
export type QuestionList = { questions: QuestionView[]; next: string | null };

export type MyReview = {
  id: number; rating: number; title: string; source: string; pros: string[]; cons: string[]; photos: MediaView[]; variantId: number | null; incentivised: boolean; version: number; state: "published" | "waiting" | "removed"; byMe: boolean;
};
/** What is personal about a product's page, in one call. `voted` says of reviews whether I found them helpful; `answers` those whose answer helped me. */
export type ProductOverlay = {
  me: { id: string; name: string; role: string } | null; can: boolean; why: string | null; canReview: boolean; bought: boolean; staff: boolean; moderates: boolean; review: MyReview | null;
  voted: Record<string, boolean>; answers: number[];
};
/** My side of the shelf: what I reviewed, and what I bought and did not review yet. */
export type Mine = {
  reviews: { id: number; rating: number; title: string; state: MyReview["state"]; at: string; helpful: number; product: { slug: string; name: string; image: string | null } }[];
  unreviewed: { slug: string; name: string; image: string | null; boughtAt: string }[];
  invitations: boolean; next: string | null;
};
/** What the shop's own pages get of a product: nothing but what everyone may read. */
export type WidgetData = {
  product: { code: string; name: string; url: string }; count: number; mean: number; stars: number[];
  reviews: { rating: number; title: string; text: string; author: string; verified: boolean; incentivised: boolean; at: string; url: string }[];
};
