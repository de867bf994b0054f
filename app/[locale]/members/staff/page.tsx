import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Avatar } from "#components/ui/avatar.tsx";
import { visitor } from "#lib/core/actor.ts";
import { listStaff } from "#lib/identity/people.ts";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "people" });
  return { title: t("staffTitle"), description: t("staffIntro"), alternates: { canonical: `/${locale}/members/staff`, languages: { en: "/en/members/staff", fr: "/fr/members/staff" } } };
}

const roles = ["admin", "moderator", "concierge", "marketer"] as const;

/** Who runs this place, by what they do. */
export default async function Staff({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, staff] = await Promise.all([getTranslations("people"), listStaff(visitor)]);
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("staffTitle")}</h1>
      <p className="mt-2 mb-10 text-soft">{t("staffIntro")} <a className="link" href={`/${locale}/members`}>{t("membersLink")}</a></p>
      {roles.filter((role) => staff.some((one) => one.role === role)).map((role) => (
        <section key={role} className="mb-10">
          <h2 className="section-title">{t(`roles.${role}`)}</h2>
          <p className="mb-4 text-sm text-faint">{t(`does.${role}`)}</p>
          <ul className="grid gap-4 sm:grid-cols-2">
            {staff.filter((one) => one.role === role).map((one) => (
              <li key={one.id} className="card flex gap-4 p-5">
                <Avatar id={one.id} />
                <div className="min-w-0"><p className="font-[560]"><a href={`/${locale}/u/${one.handle}`} className="no-underline hover:underline">{one.name}</a></p>{one.bio && <p className="mt-1 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{one.bio}</p>}</div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
