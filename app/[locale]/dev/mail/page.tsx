import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { keptMailPath, readKeptMail } from "#lib/mail/outbox.ts";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "dev" });
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

const address = /(https?:\/\/\S+)/;

/** The mail that had nowhere to go. */
export default async function KeptMail({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  if (!keptMailPath(locale)) notFound();
  const [t, mails] = await Promise.all([getTranslations("dev"), readKeptMail()]);
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-3 mb-8 text-soft">{t("intro")}</p>
      {mails.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      <ul className="grid gap-4">
        {mails.map((mail) => (
          <li key={mail.id} className="card p-5">
            <h2 className="section-title">{mail.subject}</h2>
            <p className="mt-1 text-sm text-faint [overflow-wrap:anywhere]">{t("to", { address: mail.recipient })} · <Time at={new Date(mail.createdAt).toISOString()} /></p>
            <iframe title={t("frame", { subject: mail.subject })} src={`/api/dev/mail/${mail.id}`} sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" className="mt-4 h-[32rem] w-full rounded-lg border border-line" />
            <p className="eyebrow mt-5">{t("plain")}</p>
            <p className="mt-2 text-[0.95rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
              {mail.body.split(address).map((part, place) => (address.test(part) ? <a key={`${mail.id}-${String(place)}`} className="link" href={part}>{part}</a> : part))}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
