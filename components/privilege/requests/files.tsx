"use client";
import { FileText, Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { sendFile } from "#components/doors/media.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { PhotoStrip } from "#components/ui/photo-strip.tsx";
import type { MediaView } from "#lib/media/types.ts";

const most = 10;

/** Files that came with something: pictures open large, everything else is a link. */
export function Files({ files }: { files: MediaView[] }) {
  const pictures = files.filter((one) => one.kind === "image");
  const others = files.filter((one) => one.kind !== "image");
  return (
    <>
      <PhotoStrip pictures={pictures.map((one) => ({ id: one.id, url: one.url, small: one.small ?? one.url, alt: one.name, width: one.width, height: one.height }))} />
      {others.length > 0 && <ul className="mt-2 grid gap-1">{others.map((one) => <li key={one.id}><a href={one.url} className="link inline-flex min-h-6 items-center gap-1.5 text-sm [overflow-wrap:anywhere]"><FileText aria-hidden size={15} className="flex-none" />{one.name}</a></li>)}</ul>}
    </>
  );
}

/** Files one brings along, sent as they are chosen; each can be taken away again. */
export function FilesField({ files, onChange }: { files: MediaView[]; onChange: (files: MediaView[]) => void }) {
  const t = useTranslations("requests");
  const words = useProblem();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<string>();
  const bring = async (chosen: File[]): Promise<void> => {
    setError(undefined);
    let now = files;
    for (const file of chosen.slice(0, most - files.length)) {
      setShare(0);
      const answer = await sendFile(file, setShare).done;
      if (!answer.ok) setError(words(answer.problem));
      else if (!now.some((one) => one.id === answer.data.id)) {
        now = [...now, answer.data];
        onChange(now);
      }
    }
    setShare(undefined);
    if (input.current) input.current.value = "";
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {files.map((one) => (
        <span key={one.id} className="inline-flex max-w-full items-center gap-1 rounded-full border border-line py-0.5 pr-1 pl-3 text-sm"><span className="truncate">{one.name}</span>
          <button type="button" className="act min-h-6 px-1" aria-label={t("dropFile", { name: one.name })} onClick={() => onChange(files.filter((other) => other.id !== one.id))}><X aria-hidden size={14} /></button></span>
      ))}
      {files.length < most && (
        <label className="act cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <input ref={input} type="file" multiple className="sr-only" disabled={share !== undefined} onChange={(event) => void bring([...(event.target.files ?? [])])} />
          <Paperclip aria-hidden size={15} />{share === undefined ? t("addFile") : <span aria-live="polite">{t("sendingFile", { share: Math.round(share * 100) })}</span>}
        </label>
      )}
      {error && <p role="alert" className="w-full text-sm text-danger">{error}</p>}
    </div>
  );
}
