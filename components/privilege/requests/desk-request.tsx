"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { requestDesk } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";
import { KeyList } from "./desk.tsx";
import { DeclineForm, type FormProps, FulfilForm, HandForm, NoteForm, ProposeForm, SnoozeForm, UnderstandForm, WorkForm } from "./desk-forms.tsx";
import { JoinForm } from "./desk-joining.tsx";
import { DeskAside, ToCall } from "./desk-part.tsx";
import { Composer, Dialogue, useKept } from "./dialogue.tsx";
import { Facts, Readers } from "./facts.tsx";
import { Files } from "./files.tsx";
import { Macros } from "./macros.tsx";
import { Need } from "./need.tsx";
import { Options } from "./options.tsx";
import { Outcome } from "./outcome.tsx";
import { Part, State, useMoment } from "./parts.tsx";
import { useKeys } from "#components/shell/use-keys.ts";
import { type Opened, useRequest } from "./use-request.ts";

// Each act has its key and its form; an open request alone has those above the line.
const acts = [["understand", "u", UnderstandForm], ["propose", "p", ProposeForm], ["fulfil", "f", FulfilForm], ["decline", "x", DeclineForm], ["handOver", "h", HandForm], ["snooze", "z", SnoozeForm], ["joinSplit", "m", JoinForm], ["note", "n", NoteForm], ["time", "T", WorkForm]] as const;
type Name = (typeof acts)[number][0];
const whenClosed: readonly Name[] = ["note", "time"];

function Here({ opened, me }: { opened: Opened; me: string }) {
  const t = useTranslations("requestDesk");
  const others = opened.here.filter((one) => one.id !== me);
  if (others.length === 0) return null;
  const writing = others.find((one) => one.typing);
  return <p role="status" className="mb-5 flex items-center gap-2.5 rounded-lg bg-accent-soft px-4 py-2.5 text-[0.95rem]" data-collision><Avatar id={(writing ?? others[0])?.id ?? ""} size="small" />{writing ? t("alsoWriting", { name: writing.name }) : t("alsoHere", { names: others.map((one) => one.name).join(", ") })}</p>;
}

function Tools({ opened, onOpen, onTime }: { opened: Opened; onOpen: (name: Name) => void; onTime: () => void }) {
  const t = useTranslations("requestDesk");
  const request = opened.request as RequestView;
  // What is most likely to come next stands out.
  const next = request.needs.some((one) => one.state === "confirmed" || one.state === "asked") ? (request.options.some((one) => one.state === "accepted") ? "fulfil" : "propose") : "understand";
  const shown = acts.filter(([name]) => request.can.handle || whenClosed.includes(name));
  return (
    <fieldset aria-label={t("tools")} className="flex flex-wrap gap-2">
      {shown.map(([name, key]) => <button key={name} type="button" aria-keyshortcuts={key} className={`btn ${name === next ? "btn-accent" : "btn-quiet"} min-h-9 px-3.5 text-sm`} onClick={() => onOpen(name)}>{t(`act.${name}`)}</button>)}
      <button type="button" aria-keyshortcuts="t" className="btn btn-quiet min-h-9 px-3.5 text-sm" onClick={onTime}>{t("fiveMinutes")} <kbd>t</kbd></button>
      {request.desk?.snoozedUntil && <button type="button" className="btn btn-quiet min-h-9 px-3.5 text-sm" onClick={() => void opened.act(requestDesk.snooze(request.id, null), t("woken"))}>{t("wake")}</button>}
      {request.can.handle && <button type="button" aria-pressed={request.complaint} className="act" onClick={() => void opened.act(requestDesk.complaint(request.id, !request.complaint))}>{request.complaint ? t("noComplaint") : t("isComplaint")}</button>}
    </fieldset>
  );
}

function Head({ request }: { request: RequestView }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const moment = useMoment();
  const late = request.state === "open" && Date.parse(request.dueAt) < Date.now();
  return (
    <header>
      <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1"><a href={`/${locale}/desk/requests`} className="act -ml-2">← {t("queue")}</a><State state={request.state} waiting={request.waiting} atDesk />{request.complaint && <span className="text-sm font-[560] text-danger">{t("complaint")}</span>}
        {request.state === "open" && <span className={`text-sm ${late ? "font-[560] text-danger" : "text-soft"}`}>{late ? t("lateSince", { at: moment(request.dueAt) }) : t("dueBy", { at: moment(request.dueAt) })}</span>}</p>
      <div className="flex items-center gap-3"><Avatar id={request.member.id} /><div className="min-w-0"><h1 className="inline font-[560] [overflow-wrap:anywhere]"><a className="no-underline hover:underline" href={`/${locale}/u/${request.member.handle}`}>{request.member.name}</a></h1> <Standing role={request.member.role} tier={request.tier} /><span className="block text-sm text-faint"><Time at={request.createdAt} /></span></div></div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by lib/markdown, which lets nothing run */}
      <div className="prose-post mt-4 font-serif text-[1.25rem]" dangerouslySetInnerHTML={{ __html: request.html }} />
      <Files files={request.files} />
    </header>
  );
}

function Body({ opened, me, beside }: { opened: Opened; me: string; beside: React.ReactNode }) {
  const t = useTranslations("requestDesk");
  const words = useProblem();
  const request = opened.request as RequestView;
  const [text, setText] = useKept(`request:${request.id}`);
  const [open, setOpen] = useState<Name | "help" | "macros">();
  const field = useRef<HTMLTextAreaElement>(null);
  const Form = acts.find(([name]) => name === open)?.[2] as React.ComponentType<FormProps> | undefined;
  const fiveMinutes = async (): Promise<void> => {
    const answer = await requestDesk.work(request.id, { minutes: 5, clientId: crypto.randomUUID() });
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t("timeNoted", { minutes: 5 }), { action: { label: t("undo"), run: () => void opened.act(requestDesk.dropWork(answer.data.id), t("timeBack")) } });
    await opened.reload();
  };
  useKeys((key) => {
    const act = acts.find(([name, own]) => own === key && (request.can.handle || whenClosed.includes(name)));
    if (act) setOpen(act[0]);
    else if (key === "t") void fiveMinutes();
    else if (key === "r" && field.current) field.current.focus();
    else if (key === "c" && request.can.say) setOpen("macros");
    else if (key === "?") setOpen("help");
    else return false;
    return true;
  });
  const close = (): void => setOpen(undefined);
  return (
    <div data-request={request.id} data-live={opened.live || undefined}>
      <Here opened={opened} me={me} />
      <div className="grid grid-cols-1 gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-8">
          <Head request={request} />
          <Tools opened={opened} onOpen={setOpen} onTime={() => void fiveMinutes()} />
          <Outcome opened={opened} />
          <Need opened={opened} />
          <Options opened={opened} />
          <section aria-label={t("reply")} className="grid gap-5">
            <Dialogue request={request} me={me} typing={[]} />
            {request.can.say && <><Composer opened={opened} label={t("writeTo", { name: request.member.name })} field={field} text={text} onText={setText} /><button type="button" className="act -mt-3 justify-self-start" aria-keyshortcuts="c" onClick={() => setOpen("macros")}>{t("macros")}</button></>}
          </section>
        </div>
        <aside className="grid content-start gap-8"><ToCall opened={opened} /><Part title={t("request")}><Facts request={request} /></Part><Readers opened={opened} />{beside}<DeskAside opened={opened} /></aside>
      </div>
      {Form && open && open !== "help" && open !== "macros" && <Dialog title={t(`act.${open}`)} closeLabel={t("close")} onClose={close}><Form opened={opened} onClose={close} /></Dialog>}
      {open === "macros" && <Dialog title={t("macros")} closeLabel={t("close")} onClose={close}><Macros text={text} name={request.member.name} onUse={(used) => { setText(text ? `${text}\n${used}` : used); close(); }} /></Dialog>}
      {open === "help" && <KeyList keys={[...acts.map(([name, key]): [string, string] => [key, t(`act.${name}`)]), ["t", t("fiveMinutes")], ["r", t("reply")], ["c", t("macros")], ["?", t("keys")]]} onClose={close} />}
    </div>
  );
}

/** One request at the desk, with the member's relationship beside it (`children`, composed where rooms meet). */
export function DeskRequest({ id, children }: { id: number; children: React.ReactNode }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const words = useProblem();
  const me = useMe();
  const opened = useRequest(id, { atDesk: true });
  if (opened.gone) return <EmptyState title={t("goneTitle")} text={t("goneText")} action={{ label: t("queue"), href: `/${locale}/desk/requests` }} />;
  if (opened.problem && !opened.request) return <p role="alert" className="text-danger">{words(opened.problem)} <button type="button" className="link" onClick={() => void opened.reload()}>{t("again")}</button></p>;
  if (!opened.request || !me?.me) return <div role="status" aria-label={t("loading")} className="grid gap-8"><div className="skeleton h-28" /><div className="skeleton h-72" /></div>;
  return <Body opened={opened} me={me.me.id} beside={children} />;
}
