"use client";
import { ImagePlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import type { MediaView } from "#lib/media/types.ts";

const most = 8;

/** Photos of a product, brought one by one; each can be taken away again. */
export function PhotosField({ photos, onChange }: { photos: MediaView[]; onChange: (photos: MediaView[]) => void }) {
  const t = useTranslations("reviewForm");
  const words = useProblem();
  const input = useRef<HTMLInputElement>(null);
  const [bringing, setBringing] = useState(0);
  const [error, setError] = useState<string>();
  const bring = async (files: File[]): Promise<void> => {
    setError(undefined);
    let now = photos;
    for (const [at, file] of files.slice(0, most - photos.length).entries()) {
      setBringing(files.length - at);
      const answer = await reviews.upload(file);
      if (!answer.ok) setError(words(answer.problem));
      else if (answer.data.kind !== "image") setError(t("onlyPictures"));
      else if (!now.some((one) => one.id === answer.data.id)) {
        now = [...now, answer.data];
        onChange(now);
      }
    }
    setBringing(0);
    if (input.current) input.current.value = "";
  };
  return (
    <div>
      <p className="text-[0.925rem] font-[540]" id="photos-label">{t("photos")}</p>
      <ul className="mt-1.5 flex flex-wrap gap-2">
        {photos.map((one, place) => (
          <li key={one.id} className="relative">
            {/* biome-ignore lint/performance/noImgElement: already small */}
            <img src={one.small ?? one.url} alt={t("photo", { at: place + 1 })} width={96} height={96} className="size-24 rounded-lg border border-line object-cover" />
            <button type="button" aria-label={t("dropPhoto", { at: place + 1 })} className="absolute -top-2 -right-2 grid size-7 place-items-center rounded-full bg-ink text-paper shadow" onClick={() => onChange(photos.filter((other) => other.id !== one.id))}><X aria-hidden size={15} /></button>
          </li>
        ))}
        {photos.length < most && (
          <li>
            <label className="grid size-24 cursor-pointer place-items-center rounded-lg border border-dashed border-line-strong text-faint hover:border-accent hover:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
              <input ref={input} type="file" accept="image/*" multiple className="sr-only" aria-label={t("addPhotos")} disabled={bringing > 0} onChange={(event) => void bring([...(event.target.files ?? [])])} />
              {bringing > 0 ? <span aria-live="polite" className="text-sm">{t("bringing", { count: bringing })}</span> : <ImagePlus aria-hidden size={24} />}
            </label>
          </li>
        )}
      </ul>
      <p className="mt-1.5 text-sm text-faint">{t("photosHint")}</p>
      {error && <p role="alert" className="mt-1 text-sm text-danger">{error}</p>}
    </div>
  );
}
