import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Footer } from "#components/shell/footer.tsx";
import { Header } from "#components/shell/header.tsx";
import { Keys } from "#components/shell/keys.tsx";
import { themeScript } from "#components/shell/theme.ts";
import { Toasts } from "#components/ui/toast.tsx";
import { env, publicUrl } from "#lib/core/env.ts";
import { inter, newsreader } from "../fonts.ts";
import "../globals.css";
import { locales } from "../locales.ts";
import { Words } from "../words.tsx";

export const dynamic = "force-dynamic";

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> };

export const viewport: Viewport = {
  width: "device-width", initialScale: 1, interactiveWidget: "resizes-content", viewportFit: "cover", colorScheme: "light dark",
  themeColor: [{ media: "(prefers-color-scheme: light)", color: "#fbfaf7" }, { media: "(prefers-color-scheme: dark)", color: "#161311" }],
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const site = env().SITE_NAME;
  const t = await getTranslations({ locale: hasLocale(locales, locale) ? locale : "en", namespace: "home" });
  return { metadataBase: new URL(publicUrl()), title: { default: site, template: `%s · ${site}` }, description: t("description", { site }), icons: { icon: "/icon.svg" } };
}

/** The frame of every page. Nothing in it belongs to one reader: what does arrives later, in one call. */
export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("shell");
  const site = env().SITE_NAME;
  return (
    <html lang={locale} className={`${inter.variable} ${newsreader.variable}`} suppressHydrationWarning>
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; it must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <Words names={["shell", "standing"]}>
          <Header site={site} locale={locale} />
          <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 outline-none sm:px-6 sm:py-10">{children}</main>
          <Footer site={site} locale={locale} />
          <Toasts label={t("notices")} closeLabel={t("dismiss")} />
          <Keys />
        </Words>
      </body>
    </html>
  );
}
