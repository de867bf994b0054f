"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { later } from "./later.tsx";
import type { Picture } from "./lightbox.tsx";

const Lightbox = later(() => import("./lightbox.tsx").then((module) => module.Lightbox));

/** Small pictures that open large. */
export function PhotoStrip({ pictures, size = "size-20" }: { pictures: (Picture & { id: string; small: string })[]; size?: string }) {
  const t = useTranslations("photos");
  const [at, setAt] = useState<number>();
  if (pictures.length === 0) return null;
  return (
    <>
      <ul className="mt-3 flex flex-wrap gap-2">
        {pictures.map((one, place) => (
          <li key={one.id}>
            <button type="button" aria-label={t("open", { at: place + 1, all: pictures.length })} className="block overflow-hidden rounded-md border border-line" onClick={() => setAt(place)}>
              {/* biome-ignore lint/performance/noImgElement: already small; an optimiser in front would only add a hop */}
              <img src={one.small} alt={one.alt} loading="lazy" width={80} height={80} className={`${size} object-cover`} />
            </button>
          </li>
        ))}
      </ul>
      {at !== undefined && <Lightbox pictures={pictures} at={at} onClose={() => setAt(undefined)} words={{ close: t("close"), next: t("next"), previous: t("previous"), of: (place, all) => t("of", { at: place, all }) }} />}
    </>
  );
}
