import type { Metadata } from "next";
import { setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { ProductHead } from "#components/catalogue/product-head.tsx";
import { RoomsAround } from "#components/chat/rooms-around.tsx";
import { Questions } from "#components/reviews/questions.tsx";
import { ReviewList } from "#components/reviews/review-list.tsx";
import { WriteButton } from "#components/reviews/write-button.tsx";
import { readProduct } from "#lib/catalogue/queries.ts";
import { roomsAround } from "#lib/chat/queries.ts";
import { visitor } from "#lib/core/actor.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { productGraph } from "#lib/reviews/graph.ts";
import { listQuestions, listReviews } from "#lib/reviews/queries.ts";
import type { ReviewFilter } from "#lib/reviews/types.ts";
import { reviewSorts } from "#lib/reviews/types.ts";
import { asPublic } from "../../../as-public.ts";
import { numberOf, type Query, textOf } from "../../../query.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<Record<"sort" | "rating" | "photos" | "verified" | "variant" | "after" | "questions", Query>> };

const shown = cache((slug: string) => asPublic((actor) => readProduct(actor, slug)));

function chosenOf(query: Awaited<Props["searchParams"]>): ReviewFilter {
  const rating = numberOf(query.rating);
  return { sort: reviewSorts.find((one) => one === query.sort) ?? "helpful", rating: rating && rating <= 5 ? rating : undefined, photos: query.photos === "1", verified: query.verified === "1", variant: numberOf(query.variant), after: textOf(query.after) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const product = await shown(slug);
  const path = `products/${slug}`;
  return {
    title: product.name, description: excerpt(product.html) || product.name, alternates: { canonical: `/${locale}/${path}`, languages: { en: `/en/${path}`, fr: `/fr/${path}` } },
    openGraph: { title: product.name, ...(product.image ? { images: [{ url: product.image.url, width: product.image.width, height: product.image.height }] } : {}) },
  };
}

/** A product: what it is, what people say of it, what they ask. */
export default async function Product({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const chosen = chosenOf(query);
  const product = await shown(slug);
  const [reviews, questions, rooms] = await Promise.all([listReviews(product.id, chosen), listQuestions(product.id, textOf(query.questions)), roomsAround(visitor, { of: "product", id: product.id })]);
  return (
    <Words names={["catalogue", "photos", "reviews", "questions"]}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: data for machines; what could end the script is escaped */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: productGraph(product, reviews.reviews) }} />
      <ProductHead product={product} locale={locale} action={<WriteButton productId={product.id} slug={product.slug} />} around={<RoomsAround of="product" id={product.id} rooms={rooms} />} />
      <div className="mt-14 border-t border-line pt-10"><ReviewList product={product} list={reviews} chosen={chosen} locale={locale} /></div>
      <Questions list={questions} productId={product.id} path={`/${locale}/products/${slug}`} />
    </Words>
  );
}
