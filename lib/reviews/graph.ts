import type { Availability, ProductView } from "#lib/catalogue/types.ts";
import { publicUrl } from "#lib/core/env.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { ReviewView } from "./types.ts";

const stock: Record<Availability, string> = { in_stock: "InStock", low: "LimitedAvailability", out: "OutOfStock", discontinued: "Discontinued" };

/** A product with its rating and first reviews as schema.org has them (JSON-LD): safe inside a script element, whatever people wrote. */
export function productGraph(product: ProductView, reviews: readonly ReviewView[]): string {
  const url = `${publicUrl()}/en/products/${product.slug}`;
  const graph = {
    "@context": "https://schema.org", "@type": "Product", "@id": url, name: product.name, sku: product.code, ...(product.html ? { description: excerpt(product.html, 500) } : {}),
    ...(product.brand ? { brand: { "@type": "Brand", name: product.brand } } : {}), ...(product.images.length ? { image: product.images.map((one) => `${publicUrl()}${one.url}`) } : {}),
    offers: { "@type": "Offer", price: (product.priceCents / 100).toFixed(2), priceCurrency: product.currency, availability: `https://schema.org/${stock[product.availability]}`, url },
    ...(product.ratingCount ? { aggregateRating: { "@type": "AggregateRating", ratingValue: Number((product.ratingSum / product.ratingCount).toFixed(2)), reviewCount: product.ratingCount, bestRating: 5, worstRating: 1 } } : {}),
    ...(reviews.length ? {
      review: reviews.map((one) => ({
        "@type": "Review", name: one.title, reviewBody: excerpt(one.html, 2000), datePublished: one.createdAt.slice(0, 10), author: { "@type": "Person", name: one.author.name },
        reviewRating: { "@type": "Rating", ratingValue: one.rating, bestRating: 5, worstRating: 1 },
      })),
    } : {}),
  };
  // Of what could end the element, or begin a comment in it, nothing is left.
  return JSON.stringify(graph).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
