import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type en from "../messages/en.json";

type Name = keyof typeof en;
// A provider inside another hides its words, so the ones every page's parts use go along.
const everywhere: Name[] = ["shell", "standing", "problem"];

/** Sends the browser the words these parts of a page need, and no others. */
export async function Words({ names, children }: { names: Name[]; children: React.ReactNode }) {
  const all = (await getMessages()) as typeof en;
  const chosen = Object.fromEntries([...new Set([...everywhere, ...names])].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={chosen}>{children}</NextIntlClientProvider>;
}
