import { useTranslations } from "next-intl";
import { HeaderMe } from "./header-me.tsx";

/** The head of every page: the same for everyone until the reader's own part arrives. */
export function Header({ site, locale }: { site: string; locale: string }) {
  const t = useTranslations("shell");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2">{t("skip")}</a>
      <div className="mx-auto flex h-16 max-w-6xl in-[body:has([data-chat])]:max-w-[92rem] xl:in-[body:has([data-studio])]:max-w-[89rem] items-center gap-1 px-4 sm:gap-4 sm:px-6">
        <a href={`/${locale}`} className="min-w-0 flex-1 truncate font-serif text-[1.35rem] font-[560] max-[26rem]:text-[1.125rem] tracking-tight no-underline sm:text-2xl">{site}</a>
        <a href={`/${locale}/products`} className="act text-ink max-sm:hidden">{t("products")}</a>
        {/* Opens search and the command menu; ⌘K, Ctrl K and / do the same. keys.tsx hears it. */}
        <button type="button" data-command aria-keyshortcuts="Meta+K Control+K /" className="act sm:border sm:border-line sm:px-3">
          <span aria-hidden className="drawn drawn-search" /><span className="max-lg:sr-only">{t("command")}</span><kbd aria-hidden className="max-lg:hidden">⌘K</kbd>
        </button>
        <HeaderMe />
      </div>
    </header>
  );
}
