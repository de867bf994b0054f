import { useLocale, useTranslations } from "next-intl";

const parts = ["requests", "privileges", "voice", "rooms"] as const;

/** What the space is and how one comes in, for who is not in it. `left` is what is still theirs of an earlier time; `step` says what the next step is. */
export function Outside({ as, left, step }: { as: "visitor" | "member" | "staff"; left?: { requests: number; claims: number } | undefined; step?: React.ReactNode }) {
  const t = useTranslations("space.outside");
  const locale = useLocale();
  const mine = left !== undefined && left.requests + left.claims > 0;
  return (
    <div className="mx-auto max-w-3xl" data-outside={as}>
      <p className="eyebrow">{t("eyebrow")}</p><h1 className="page-title mt-2">{t("title")}</h1>
      <p className="mt-4 max-w-2xl font-serif text-[1.25rem] leading-relaxed text-soft">{t("text")}</p>
      {mine && (
        <section className="card mt-9 p-6" data-left>
          <h2 className="section-title">{t("stillYours")}</h2><p className="mt-2 text-soft">{t("stillText", { requests: left.requests, claims: left.claims })}</p>
          <p className="mt-4 flex flex-wrap gap-2"><a className="btn btn-accent" href={`/${locale}/premium/requests`}>{t("toRequests")}</a>{left.claims > 0 && <a className="btn btn-quiet" href={`/${locale}/premium/privileges`}>{t("toPrivileges")}</a>}<a className="btn btn-quiet" href={`/${locale}/me/settings`}>{t("export")}</a></p>
        </section>
      )}
      <dl className="mt-10 grid gap-x-12 gap-y-8 border-t border-line pt-8 sm:grid-cols-2">{parts.map((part) => <div key={part}><dt className="section-title">{t(`${part}.title`)}</dt><dd className="mt-1.5 text-soft">{t(`${part}.text`)}</dd></div>)}</dl>
      <section className="mt-12 border-t border-line pt-7"><h2 className="section-title">{t("how")}</h2><p className="mt-2 max-w-2xl text-soft">{t(`howText.${as}`)}</p>{step && <div className="mt-8">{step}</div>}
        {as === "visitor" && <p className="mt-6"><a className="btn btn-quiet" href={`/${locale}/sign-in?return=/${locale}/premium`}>{t("signIn")}</a></p>}</section>
    </div>
  );
}
