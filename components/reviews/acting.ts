/** What an act on a review needs to know of it. */
export type Acting = { reviewId: number; authorId: string; productId: number; replied: boolean };
