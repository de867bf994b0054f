"use client";
import { CornerUpRight, FileText, Film } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { Time } from "#components/ui/time.tsx";
import type { ChatEvents, FilePage } from "#lib/chat/types.ts";
import type { FileView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";

function Shared({ one, acting }: { one: FileView; acting: Acting }) {
  const t = useTranslations("chat");
  const format = useFormatter();
  const { file } = one;
  const large = file.bytes >= 1_000_000;
  const size = format.number(file.bytes / (large ? 1_000_000 : 1000), { style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: large ? 1 : 0 });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <a href={file.url} className="grid size-14 flex-none place-items-center overflow-hidden rounded-md bg-sunk text-faint" aria-label={file.name}>
        {/* biome-ignore lint/performance/noImgElement: drawn small by the server already */}
        {file.kind === "image" ? <img src={file.small ?? file.url} alt="" loading="lazy" width={56} height={56} className="size-full object-cover" /> : file.kind === "video" ? <Film aria-hidden size={20} /> : <FileText aria-hidden size={20} />}
      </a>
      <div className="min-w-0 flex-1">
        <a href={file.url} className="line-clamp-2 text-[0.925rem] font-[540] no-underline [overflow-wrap:anywhere] hover:underline">{file.name}</a>
        <p className="truncate text-[0.8rem] text-faint">{one.name} · <Time at={one.at} /> · {size}</p>
      </div>
      <button type="button" className="act size-9 flex-none justify-center px-0" aria-label={t("inPlace", { name: file.name })} title={t("toPlace")} onClick={() => acting.show(one.seq)}><CornerUpRight aria-hidden size={16} /></button>
    </li>
  );
}

/** What was shared in this room, the latest first. */
export function FilesTab({ acting }: { acting: Acting }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const { roomId } = acting;
  const [page, setPage] = useState<FilePage>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string): Promise<void> => {
    const answer = await chat.files(roomId, after);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(undefined);
    setPage((old) => (after && old ? { files: [...old.files, ...answer.data.files], next: answer.data.next } : answer.data));
  }, [roomId]);
  useEffect(() => {
    void load();
    return hear<ChatEvents["chat.message"]>("chat.message", (told) => { if (told.roomId === roomId && told.message.html.includes("/media/")) void load(); });
  }, [roomId, load]);
  if (!page) return problem ? <p role="alert" className="px-4 py-10 text-center text-soft">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p> : <div className="grid gap-3 p-4"><div className="skeleton h-14" /><div className="skeleton h-14" /></div>;
  if (page.files.length === 0) return <p className="px-4 py-10 text-center text-soft">{t("noFiles")}</p>;
  return (
    <>
      <ul aria-label={t("tabs.files")} className="divide-y divide-line">{page.files.map((one) => <Shared key={`${one.seq} ${one.file.id}`} one={one} acting={acting} />)}</ul>
      {page.next && <p className="p-3 text-center"><button type="button" className="btn btn-quiet" onClick={() => void load(page.next ?? undefined)}>{t("older")}</button></p>}
    </>
  );
}
