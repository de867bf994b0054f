"use client";
import { useLocale } from "next-intl";

// Words of its own: the ones of the page may be what failed.
const words = {
  en: { title: "Something went wrong on our side", text: "Nothing you wrote is lost. Try again in a moment.", again: "Try again" },
  fr: { title: "Quelque chose s’est mal passé de notre côté", text: "Rien de ce que vous avez écrit n’est perdu. Réessayez dans un instant.", again: "Réessayer" },
};

/** A page that failed. */
export default function Failed({ reset }: { reset: () => void }) {
  const said = words[useLocale() === "fr" ? "fr" : "en"];
  return (
    <div className="mx-auto max-w-lg py-16 text-center sm:py-24">
      <h1 className="page-title">{said.title}</h1>
      <p className="mt-4 mb-8 text-soft">{said.text}</p>
      <button type="button" className="btn btn-accent" onClick={reset}>{said.again}</button>
    </div>
  );
}
