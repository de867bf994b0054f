export const availabilities = ["in_stock", "low", "out", "discontinued"] as const;
export type Availability = (typeof availabilities)[number];

/** A picture of a product: its address, and how large it will be before it is there. */
export type ProductImage = { id: string; url: string; small: string; alt: string; width: number; height: number };
export type Variant = { id: number; code: string; name: string; options: Record<string, string>; priceCents: number | null; availability: Availability };
/** How many reviews give one to five stars, in that order. */
export type Stars = [number, number, number, number, number];

export type CategoryRow = { id: number; slug: string; name: string; parentId: number | null; position: number; depth: number; products: number };
export type ProductRow = {
  id: number; code: string; slug: string; name: string; brand: string; priceCents: number; currency: string; availability: Availability;
  image: ProductImage | null; ratingCount: number; ratingSum: number; category: { slug: string; name: string } | null;
};
export type ProductView = ProductRow & {
  description: string; html: string; images: ProductImage[]; variants: Variant[]; stars: Stars; questionCount: number; active: boolean; version: number;
  trail: { slug: string; name: string }[]; substitute: { slug: string; name: string } | null;
};
export const productSorts = ["reviewed", "rated", "newest", "price"] as const;
export type ProductSort = (typeof productSorts)[number];
export type ProductList = { products: ProductRow[]; next: string | null };
/** A product as who looks after the catalogue sees it in the list, and to change it. */
export type ManagedProduct = ProductRow & { description: string; active: boolean; version: number; substituteCode: string | null; variants: Variant[]; images: ProductImage[] };
export type CatalogueSettings = { currency: string; moderation: "after" | "before"; invitations: boolean; inviteAfterDays: number; inviteIncentive: boolean };
