/** The readable address of a product or category: at most 60 letters and digits, never empty. */
export function productSlug(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  return plain || "product";
}
