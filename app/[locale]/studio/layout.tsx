import { setRequestLocale } from "next-intl/server";
import { StudioNav } from "#components/shell/studio-nav.tsx";
import { seesFigures, seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../words.tsx";

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> };

/** The studio's frame, wider than the rest of the house. It guards nothing: each page does. */
export default async function Layout({ children, params }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (!seesFigures(actor)) return children;
  return (
    <div data-studio className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)] xl:relative xl:left-1/2 xl:w-[min(100vw-4rem,86rem)] xl:-translate-x-1/2">
      <Words names={["studio"]}><StudioNav individuals={seesIndividuals(actor)} /></Words>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
