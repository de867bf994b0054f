import type { useTranslations } from "next-intl";

/** The name of a kind of interaction; one that has none shows its own. */
export function kindName(t: ReturnType<typeof useTranslations<"kinds">>, kind: string): string {
  const key = kind.replace(".", "_") as "visit";
  return t.has(key) ? t(key) : kind.replace(".", " ");
}
