"use client";
import { BadgeCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import type { ProductOverlay } from "#lib/reviews/types.ts";
import { PhotosField } from "./photos-field.tsx";
import { PointsField } from "./points-field.tsx";
import { StarChoice } from "./star-choice.tsx";
import { type Draft, useKept } from "./use-kept.ts";
import { refreshProduct, useProduct } from "./use-product.ts";

export type Reviewed = { id: number; slug: string; name: string; variants: readonly { id: number; name: string }[] };
type Sent = { held: boolean; waiting: boolean; id: number };

function send(productId: number, draft: Draft, { overlay, invited }: { overlay: ProductOverlay; invited: boolean }) {
  const said = { rating: draft.rating, title: draft.title, body: draft.body, pros: draft.pros, cons: draft.cons, photos: draft.photos.map((one) => one.id), variantId: draft.variantId, incentivised: draft.incentivised };
  return overlay.review ? reviews.edit(overlay.review.id, { ...said, version: overlay.review.version }) : reviews.write({ ...said, productId, invited, clientId: draft.clientId });
}

function Form({ product, overlay, invited, onSent }: { product: Reviewed; overlay: ProductOverlay; invited: boolean; onSent: (sent: Sent) => void }) {
  const t = useTranslations("reviewForm");
  const words = useProblem();
  const { draft, kept, change, done } = useKept(`review:${overlay.me?.id}:${product.id}`, overlay.review);
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const [early, setEarly] = useState(false);
  const at = (field: string): string | undefined => (problem?.field?.split(".")[0] === field ? words(problem) : undefined);
  const elsewhere = problem && !["rating", "title", "body"].includes(problem.field ?? "") ? words(problem) : undefined;
  const submit = async (): Promise<void> => {
    if (sending) return;
    setEarly(draft.rating === 0);
    if (draft.rating === 0) return;
    setSending(true);
    const answer = await send(product.id, draft, { overlay, invited });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    done();
    onSent({ held: answer.data.held === true, waiting: "state" in answer.data && answer.data.state === "waiting", id: "id" in answer.data ? answer.data.id : (overlay.review?.id ?? 0) });
  };
  return (
    <form className="grid gap-7" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <StarChoice value={draft.rating} onChange={(rating) => change({ rating })} error={early && draft.rating === 0 ? t("choose") : at("rating")} />
      {product.variants.length > 0 && (
        <SelectField label={t("variant")} value={draft.variantId ?? ""} onChange={(event) => change({ variantId: event.target.value ? Number(event.target.value) : null })}>
          <option value="">{t("noVariant")}</option>{product.variants.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </SelectField>
      )}
      <Field label={t("title")} hint={t("titleHint")} error={at("title")} value={draft.title} maxLength={120} onChange={(event) => change({ title: event.target.value })} />
      <TextField label={t("body")} hint={t("bodyHint")} error={at("body")} rows={8} maxLength={20_000} value={draft.body} onChange={(event) => change({ body: event.target.value })}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) { event.preventDefault(); void submit(); } }} />
      <div className="grid gap-6 sm:grid-cols-2">
        <PointsField label={t("pros")} placeholder={t("prosHint")} points={draft.pros} onChange={(pros) => change({ pros })} />
        <PointsField label={t("cons")} placeholder={t("consHint")} points={draft.cons} onChange={(cons) => change({ cons })} />
      </div>
      <PhotosField photos={draft.photos} onChange={(photos) => change({ photos })} />
      <label className="flex items-baseline gap-3"><input type="checkbox" checked={draft.incentivised} disabled={overlay.review?.incentivised} onChange={(event) => change({ incentivised: event.target.checked })} className="accent-(--accent)" /><span>{t("incentivised")} <span className="text-sm text-faint">{t("incentivisedHint")}</span></span></label>
      {elsewhere && <p role="alert" className="text-danger">{elsewhere}</p>}
      <div className="flex flex-wrap items-center gap-4">
        <button type="submit" className="btn btn-accent" disabled={sending}>{sending ? t("sending") : t(overlay.review ? "save" : "send")}</button>
        <p className="text-sm text-faint">{kept ? t("kept") : ""}</p>
      </div>
    </form>
  );
}

/** The form of one's own review of a product, or why there is none. */
export function ReviewForm({ product, invited }: { product: Reviewed; invited: boolean }) {
  const t = useTranslations("reviewForm");
  const locale = useLocale();
  const overlay = useProduct(product.id);
  const [sent, setSent] = useState<Sent>();
  const page = `/${locale}/products/${product.slug}`;
  if (!overlay) return <div className="grid gap-6"><div className="skeleton h-14 w-56" /><div className="skeleton h-12" /><div className="skeleton h-48" /></div>;
  if (!overlay.me) return <EmptyState title={t("signInTitle")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=${encodeURIComponent(`${page}/review`)}` }} />;
  if (sent && (sent.held || sent.waiting)) return <EmptyState title={t("heldTitle")} text={t("heldText")} action={{ label: t("toProduct"), href: page }} />;
  if (!overlay.canReview) return <EmptyState title={t("notYou")} text={t(overlay.staff ? "staff" : overlay.why === "unconfirmed" ? "unconfirmed" : "silenced")} action={{ label: t("toProduct"), href: page }} />;
  if (overlay.review?.state === "removed") {
    const { id, byMe } = overlay.review;
    const restore = (): void => void reviews.restore(id).then(() => refreshProduct(product.id, true));
    return <div className="card px-6 py-14 text-center"><p className="section-title">{t("removedTitle")}</p><p className="mt-2 text-soft">{t(byMe ? "removedText" : "removedByUs")}</p>{byMe && <button type="button" className="btn btn-accent mt-6" onClick={restore}>{t("restore")}</button>}</div>;
  }
  return (
    <>
      <p className="mb-8 flex items-center gap-2 text-soft">{overlay.bought && <BadgeCheck aria-hidden size={18} className="flex-none text-good" />}{t(overlay.bought ? "verified" : "unverified")}</p>
      <Form product={product} overlay={overlay} invited={invited} onSent={(done) => (done.held || done.waiting ? setSent(done) : location.assign(`${page}?sort=newest#review-${done.id}`))} />
    </>
  );
}
