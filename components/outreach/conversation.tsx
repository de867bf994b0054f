"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { conversation } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { WholeMail } from "#components/shell/whole-mail.tsx";
import { Field, TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Conversation as Thread, Said } from "#lib/outreach/conversation/types.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";

const kinds = ["conversation", "issue", "campaign", "notice", "notices", "digest", "topic", "category", "message", "request", "needs", "newsletter"] as const;
const states = ["delivered", "bounced", "clicked", "opened", "waiting", "withheld"] as const;

function Whole({ id }: { id: number }) {
  const t = useTranslations("mailIn");
  const [open, setOpen] = useState(false);
  return <details className="mt-1" onToggle={(event) => setOpen(event.currentTarget.open)}><summary className="act -ml-2 inline-flex w-fit cursor-pointer text-sm">{t("whole")}</summary>{open && <div className="mt-3"><WholeMail id={id} /></div>}</details>;
}

function One({ one, name }: { one: Said; name: string }) {
  const t = useTranslations("conversation");
  const locale = useLocale();
  const kind = kinds.find((known) => known === one.letter) ?? (one.way === "out" ? "letter" : "conversation");
  const state = states.find((known) => known === one.state);
  const who = one.by ?? (one.way === "in" ? name : t("house"));
  return (
    <li className={`min-w-0 border-l-2 pl-4 ${one.way === "in" ? "border-accent" : "border-line-strong"}`} data-way={one.way}>
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-faint"><span className="font-[560] text-ink">{who}</span><span>{t(`kind.${kind}`)}</span><Time at={one.at} />{one.way === "out" && state && <span className={one.state === "bounced" ? "text-danger" : ""}>{t(`state.${state}`)}</span>}{one.way === "in" && (one.state === "refused" || one.state === "held") && <span>{t(`state.${one.state}`)}</span>}{!one.proven && <span>{t("notProven")}</span>}</p>
      {one.subject && <p className="mt-1 font-serif text-lg [overflow-wrap:anywhere]">{one.subject}</p>}
      {one.text === null ? <p className="mt-1 text-[0.95rem] text-faint">{t("private")}</p>
        : one.letter === "issue" || one.letter === "campaign" ? null : <p className="mt-1 text-[0.98rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{one.text.split("\n-- \n")[0]?.trim()}</p>}
      {one.incomingId !== null && <Whole id={one.incomingId} />}
      {one.path && <a className="link mt-1 inline-block text-[0.95rem]" href={`/${locale}${one.path}`}>{t("open")}</a>}
    </li>
  );
}

/** What is being written to somebody, on this device too until it is sent. */
function useWritten(id: string): [string, (next: string) => void] {
  const key = `mail:${id}`;
  const [text, setText] = useState("");
  useEffect(() => { try { setText(localStorage.getItem(key) ?? ""); } catch { setText(""); } }, [key]);
  const put = (next: string): void => {
    setText(next);
    try {
      if (next) localStorage.setItem(key, next);
      else localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing still sends it.
    }
  };
  return [text, put];
}

function Answer({ thread, onSent }: { thread: Thread; onSent: () => void }) {
  const t = useTranslations("conversation");
  const words = useProblem();
  const last = thread.said.find((one) => one.way === "in" && one.subject)?.subject ?? "";
  const [subject, setSubject] = useState(last ? (/^re\s?:/i.test(last) ? last : `Re: ${last}`) : "");
  const [body, setBody] = useWritten(thread.person.id);
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await conversation.write(thread.person.id, { subject, body, clientId });
    setBusy(false);
    setError(answer.ok ? undefined : words(answer.problem));
    if (!answer.ok) return;
    setBody("");
    setClientId(crypto.randomUUID());
    say(t("sent"));
    onSent();
  };
  const ready = thread.person.address && subject.trim() !== "" && body.trim() !== "" && !busy;
  return (
    <form className="card grid gap-4 p-5" onSubmit={(event) => { event.preventDefault(); if (ready) void send(); }}>
      <Field label={t("subject")} value={subject} maxLength={200} disabled={!thread.person.address} onChange={(event) => setSubject(event.target.value)} />
      <TextField label={t("body")} rows={5} value={body} maxLength={10_000} disabled={!thread.person.address} error={error} hint={thread.person.address ? t("bodyHint") : t("noAddress")} onChange={(event) => setBody(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && ready) void send(); }} />
      <button type="submit" className="btn btn-accent justify-self-end" disabled={!ready} title={thread.person.address ? undefined : t("noAddress")}>{t("send", { name: thread.person.name })}</button>
    </form>
  );
}

/** All mail with one person in one thread, the newest first, with an answer from here. `heading` is what it stands under. */
export function Conversation({ id, heading }: { id: string; heading: "page" | "section" }) {
  const t = useTranslations("conversation");
  const words = useProblem();
  const { data, error, again } = useLoaded(() => conversation.read(id, null));
  const [rest, setRest] = useState<{ said: Said[]; next: string | null }>();
  const next = rest ? rest.next : data?.next;
  const more = async (): Promise<void> => {
    const answer = await conversation.read(id, next ?? null);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setRest((old) => ({ said: [...(old?.said ?? []), ...answer.data.said], next: answer.data.next }));
  };
  const title = heading === "page" ? <h1 className="page-title">{data?.person.name ?? t("title")}</h1> : <h2 id="mail" className="section-title">{t("title")}</h2>;
  return (
    <section className="grid min-w-0 gap-5" aria-label={t("title")} data-conversation>
      {title}
      {error && <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>}
      {!data && !error && <div role="status" aria-label={t("loading")} className="skeleton h-48" />}
      {data && (
        <>
          <Answer key={data.said[0]?.key ?? "none"} thread={data} onSent={() => { setRest(undefined); again(); }} />
          {data.said.length === 0 && <p className="text-soft">{t("none")}</p>}
          <ul className="grid gap-6">{[...data.said, ...(rest?.said ?? [])].map((one) => <One key={one.key} one={one} name={data.person.name} />)}</ul>
          {next ? <button type="button" className="btn btn-quiet justify-self-start" onClick={() => void more()}>{t("more")}</button> : data.said.length > 10 && <p className="text-sm text-faint">{t("end")}</p>}
        </>
      )}
    </section>
  );
}
