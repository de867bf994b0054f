"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MediaView } from "#lib/media/types.ts";
import type { ActView, RequestMessage, RequestView } from "#lib/privilege/requests/types.ts";
import { Files, FilesField } from "./files.tsx";
import type { Opened } from "./use-request.ts";

const CameByMail = withWords(() => import("#components/shell/came-by-mail.tsx").then((module) => module.CameByMail));

// The wish is the first message; it stands above, in large.
type Line = { key: string; at: string; message: RequestMessage } | { key: string; at: string; act: ActView };
const linesOf = ({ messages, acts }: RequestView): Line[] =>
  [...messages.slice(1).map((message): Line => ({ key: `m${message.id}`, at: message.at, message })), ...acts.map((act): Line => ({ key: `a${act.id}`, at: act.at, act }))].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

function Message({ message, mine, byMail }: { message: RequestMessage; mine: boolean; byMail: boolean }) {
  const t = useTranslations("requests");
  const staff = message.author.role !== "customer";
  return (
    <li className={`flex gap-3 ${mine ? "flex-row-reverse" : ""}`} data-message={message.id}>
      <Avatar id={message.author.id} size="small" />
      <div className={`min-w-0 max-w-[34rem] ${mine ? "items-end text-right" : ""}`}>
        <p className={`mb-1 flex flex-wrap items-baseline gap-x-2 text-sm text-faint ${mine ? "justify-end" : ""}`}><span className="font-[560] text-ink [overflow-wrap:anywhere]">{mine ? t("you") : message.author.name}</span>{staff && !mine && <span>{t(message.author.role === "concierge" ? "concierge" : "team")}</span>}<Time at={message.at} /></p>
        <div className={`inline-block rounded-2xl px-4 py-2.5 text-left ${mine ? "rounded-tr-md bg-accent-soft" : "rounded-tl-md border border-line bg-raised"}`}>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by lib/markdown, which lets nothing run */}
          {message.html && <div className="prose-post" dangerouslySetInnerHTML={{ __html: message.html }} />}
          <Files files={message.files} />
        </div>
        {byMail && <p className="mt-1"><CameByMail type="message" id={message.id} words /></p>}
      </div>
    </li>
  );
}

const quiet = new Set(["rated"]);
function Act({ act }: { act: ActView }) {
  const t = useTranslations("requests.acts");
  const key = act.act as "forwarded";
  if (!t.has(key) || quiet.has(act.act)) return null;
  return (
    <li className="flex items-center gap-3 text-sm text-faint"><span aria-hidden className="h-px flex-1 bg-line" />
      <span className="max-w-[80%] text-center text-balance">{t(key, { by: act.by ?? "", title: String(act.detail.title ?? ""), to: String(act.detail.to ?? ""), from: String(act.detail.from ?? ""), reason: String(act.detail.reason ?? ""), names: String(act.detail.names ?? ""), minutes: Number(act.detail.minutes ?? 0) })} · <Time at={act.at} /></span>
      <span aria-hidden className="h-px flex-1 bg-line" /></li>
  );
}

/** What was said and done, in its order; what comes is announced. `me` is whose side stands right. */
export function Dialogue({ request, me, typing }: { request: RequestView; me: string; typing: string[] }) {
  const t = useTranslations("requests");
  return (
    <>
      <div role="log" aria-label={t("dialogue")}><ol className="grid gap-5">
        {linesOf(request).map((line) => ("message" in line ? <Message key={line.key} message={line.message} mine={line.message.author.id === me} byMail={line.message.author.role === "customer" && Date.parse(line.at) < performance.timeOrigin} /> : <Act key={line.key} act={line.act} />))}
      </ol></div>
      <p aria-live="polite" className="mt-3 min-h-6 text-sm text-faint">{typing.length > 0 ? t("typing", { name: typing[0] ?? "" }) : ""}</p>
    </>
  );
}

/** What stands in a field, kept on this device until it is sent. */
export function useKept(key: string): [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => { try { setText(localStorage.getItem(key) ?? ""); } catch { setText(""); } }, [key]);
  return [text, (next) => {
    setText(next);
    try {
      if (next) localStorage.setItem(key, next);
      else localStorage.removeItem(key);
    } catch {
      // Kept by this page alone, then.
    }
  }];
}

/** Where one writes. What is typed stays on this device until it has arrived; the same message is never written twice. `onText` lends the field to texts the desk writes often. */
export function Composer({ opened, label, field, text, onText }: { opened: Opened; label: string; field?: React.RefObject<HTMLTextAreaElement | null>; text: string; onText: (text: string) => void }) {
  const t = useTranslations("requests");
  const words = useProblem();
  const locale = useLocale();
  const id = useId();
  const request = opened.request as RequestView;
  const clientId = useRef(crypto.randomUUID());
  const [files, setFiles] = useState<MediaView[]>([]);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (): Promise<void> => {
    if (sending || (text.trim() === "" && files.length === 0)) return;
    setSending(true);
    const answer = await requests.say(request.id, { body: text.trim(), media: files.map((one) => one.id), clientId: clientId.current });
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    setError(undefined);
    clientId.current = crypto.randomUUID();
    onText("");
    setFiles([]);
    await opened.reload();
  };
  const pressed = (event: KeyboardEvent): void => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void send(); } };
  return (
    <form lang={locale} className="card grid gap-2 p-3 focus-within:border-line-strong" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <label htmlFor={id} className="sr-only">{label}</label>
      <textarea ref={field} id={id} rows={3} maxLength={4000} placeholder={label} value={text} onChange={(event) => { onText(event.target.value); opened.sayTyping(); }} onKeyDown={pressed} className="w-full resize-y bg-transparent px-2 py-1 leading-relaxed outline-none placeholder:text-faint" />
      <div className="flex flex-wrap items-center justify-between gap-2"><FilesField files={files} onChange={setFiles} /><button type="submit" className="btn btn-accent" disabled={sending || (text.trim() === "" && files.length === 0)}>{t("send")}</button></div>
      {error && <p role="alert" className="px-2 text-sm text-danger">{error}</p>}
    </form>
  );
}
