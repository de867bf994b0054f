"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

export type Picture = { url: string; alt: string; width: number | null; height: number | null };
type Words = { close: string; next: string; previous: string; of: (at: number, all: number) => string };

/** Pictures large, one at a time: the arrows turn, Escape closes, focus stays inside. */
export function Lightbox({ pictures, at, words, onClose }: { pictures: readonly Picture[]; at: number; words: Words; onClose: () => void }) {
  const [place, setPlace] = useState(at);
  const shown = pictures[place];
  const turn = (by: 1 | -1): void => setPlace((now) => (now + by + pictures.length) % pictures.length);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "ArrowLeft") turn(-1);
  };
  const round = "grid size-11 place-items-center rounded-full bg-black/60 text-white hover:bg-black/85";
  return (
    <Base.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/85" />
        <Base.Popup className="fixed inset-0 z-50 flex flex-col outline-none" onKeyDown={pressed}>
          <Base.Title className="sr-only">{words.of(place + 1, pictures.length)}</Base.Title>
          <div className="flex items-center justify-between p-3 text-white">
            <p aria-live="polite" className="px-2 text-sm tabular-nums">{words.of(place + 1, pictures.length)}</p>
            <Base.Close aria-label={words.close} className={round}><X aria-hidden size={20} /></Base.Close>
          </div>
          <div className="relative flex min-h-0 flex-1 items-center justify-center px-3 pb-6">
            {/* biome-ignore lint/performance/noImgElement: already drawn at its size; an optimiser in front would only add a hop */}
            {shown && <img src={shown.url} alt={shown.alt} width={shown.width ?? undefined} height={shown.height ?? undefined} className="max-h-full w-auto max-w-full rounded-md object-contain" />}
            {pictures.length > 1 && (
              <>
                <button type="button" aria-label={words.previous} className={`${round} absolute left-3`} onClick={() => turn(-1)}><ChevronLeft aria-hidden /></button>
                <button type="button" aria-label={words.next} className={`${round} absolute right-3`} onClick={() => turn(1)}><ChevronRight aria-hidden /></button>
              </>
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
