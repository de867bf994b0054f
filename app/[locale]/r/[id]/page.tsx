import { notFound, redirect } from "next/navigation";
import { refused } from "#lib/core/errors.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { placeOfReview } from "#lib/reviews/queries.ts";
import { numberOf } from "../../../query.ts";

type Props = { params: Promise<{ locale: string; id: string }> };

/** The way to a review that is known by its number alone, as in a notice. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  const number = numberOf(id);
  const place = number ? await placeOfReview(await viewer(), number) : undefined;
  if (!place || refused(place)) notFound();
  redirect(`/${locale}/products/${place.slug}?sort=newest#review-${number}`);
}
