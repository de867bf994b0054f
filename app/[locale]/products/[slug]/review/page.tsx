import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReviewForm } from "#components/reviews/review-form.tsx";
import { readProduct } from "#lib/catalogue/queries.ts";
import { asPublic } from "../../../../as-public.ts";
import type { Query } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<{ invited?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const [t, product] = await Promise.all([getTranslations({ locale, namespace: "reviewForm" }), asPublic((actor) => readProduct(actor, slug))]);
  return { title: t("heading", { name: product.name }), robots: { index: false } };
}

/** Where a review is written, and one's own is changed. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  setRequestLocale(locale);
  const [t, product, query] = await Promise.all([getTranslations("reviewForm"), asPublic((actor) => readProduct(actor, slug)), searchParams]);
  return (
    <Words names={["reviewForm"]}>
      <div className="mx-auto max-w-3xl">
        <p className="mb-4 flex items-center gap-4">
          {/* biome-ignore lint/performance/noImgElement: already small */}
          {product.image && <img src={product.image.small} alt="" width={72} height={54} className="h-14 w-18 rounded-lg border border-line object-cover" />}
          <a href={`/${locale}/products/${slug}`} className="link">{product.name}</a>
        </p>
        <h1 className="page-title mb-6">{t("heading", { name: product.name })}</h1>
        <ReviewForm product={{ id: product.id, slug: product.slug, name: product.name, variants: product.variants.map(({ id, name }) => ({ id, name })) }} invited={query.invited === "1"} />
      </div>
    </Words>
  );
}
