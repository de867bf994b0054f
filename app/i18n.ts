import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import en from "../messages/en.json";
import fr from "../messages/fr.json";
import { locales } from "./locales.ts";

const messages = { en, fr };

export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = hasLocale(locales, asked) ? asked : "en";
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
