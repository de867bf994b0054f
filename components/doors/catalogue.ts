import type { CategoryInput, ImagesInput, ProductInput, SettingsInput } from "#lib/catalogue/schema.ts";
import type { CatalogueSettings, CategoryRow, ManagedProduct } from "#lib/catalogue/types.ts";
import { call } from "./call.ts";

/** The catalogue's doors. */
export const catalogue = {
  managed: (by: { q?: string; after?: string | null }) => call<{ products: ManagedProduct[]; next: string | null }>("GET", `/api/products?${new URLSearchParams({ ...(by.q ? { q: by.q } : {}), ...(by.after ? { after: by.after } : {}) })}`),
  put: (code: string, input: ProductInput) => call<{ id: number; slug: string }>("PUT", `/api/products/${encodeURIComponent(code)}`, input),
  setImages: (code: string, input: ImagesInput) => call<{ images: number }>("PUT", `/api/products/${encodeURIComponent(code)}/images`, input),
  categories: () => call<{ categories: CategoryRow[] }>("GET", "/api/product-categories"),
  putCategory: (slug: string, input: CategoryInput) => call<{ slug: string }>("PUT", `/api/product-categories/${slug}`, input),
  settings: () => call<CatalogueSettings>("GET", "/api/catalogue"),
  changeSettings: (input: SettingsInput) => call<CatalogueSettings>("PATCH", "/api/catalogue", input),
};
