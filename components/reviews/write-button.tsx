"use client";
import { BadgeCheck, PenLine } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useProduct } from "./use-product.ts";

/** The way to one's own review of a product, with what holds for whoever reads: not signed in, bought here or not, reviewed already, working here. */
export function WriteButton({ productId, slug }: { productId: number; slug: string }) {
  const t = useTranslations("reviews");
  const locale = useLocale();
  const overlay = useProduct(productId);
  const form = `/${locale}/products/${slug}/review`;
  if (!overlay) return <div className="min-h-17"><div className="skeleton h-10 w-44 rounded-full!" /></div>;
  if (overlay.staff) return <p className="min-h-17 text-sm text-faint">{t("staffNote")}</p>;
  const [label, href, note] = !overlay.me ? [t("write"), `/${locale}/sign-in?return=${encodeURIComponent(form)}`, t("signInToWrite")]
    : overlay.review ? [t("change"), form, overlay.review.state === "waiting" ? t("waiting") : overlay.review.state === "removed" ? t("removedNote") : t("yours")]
      : [t("write"), form, overlay.bought ? t("boughtNote") : t("notBought")];
  return (
    <div className="min-h-17">
      <a href={href} className="btn btn-accent"><PenLine aria-hidden size={16} />{label}</a>
      <p className="mt-2 flex items-center gap-1.5 text-sm text-faint">{overlay.bought && !overlay.review && <BadgeCheck aria-hidden size={15} className="text-good" />}{note}</p>
    </div>
  );
}
