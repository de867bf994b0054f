"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { moderation } from "#components/doors/moderation.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { useKeys } from "#components/shell/use-keys.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { say } from "#components/ui/toast.tsx";
import type { CannedReply, DecisionName } from "#lib/moderation/types.ts";
import { DeskActs, keyOf } from "./desk-acts.tsx";
import { DeskItem } from "./desk-item.tsx";
import { DeskKinds, DeskList } from "./desk-list.tsx";
import { useDesk, type Wording } from "./use-desk.ts";

const nothingSaid: Wording = { message: "", days: null };
const decisionOf = new Map(Object.entries(keyOf).map(([act, key]) => [key, act as DecisionName]));

function Help({ onClose }: { onClose: () => void }) {
  const t = useTranslations("desk");
  const keys: [string, string][] = [["j", t("keys.next")], ["k", t("keys.previous")], ...Object.entries(keyOf).map(([act, key]): [string, string] => [key, t(`act.${act as DecisionName}`)]), ["m", t("message")], ["c", t("claim")], ["n", t("note")], ["u", t("undo")], ["?", t("keys.help")]];
  return (
    <Dialog title={t("keys.title")} closeLabel={t("close")} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5">{keys.map(([key, name]) => <div key={key} className="contents"><dt><kbd className="text-sm">{key}</kbd></dt><dd>{name}</dd></div>)}</dl>
    </Dialog>
  );
}

function Note({ onKeep, onClose }: { onKeep: (text: string) => void; onClose: () => void }) {
  const t = useTranslations("desk");
  const [text, setText] = useState("");
  return (
    <Dialog title={t("note")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); if (text.trim()) { onKeep(text); onClose(); } }}>
        <textarea aria-label={t("note")} className="field-input" rows={4} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
        <button type="submit" className="btn btn-accent justify-self-end">{t("keep")}</button>
      </form>
    </Dialog>
  );
}

function Work({ me }: { me: string }) {
  const t = useTranslations("desk");
  const words = useProblem();
  const desk = useDesk(me);
  const [said, setSaid] = useState(nothingSaid);
  const [open, setOpen] = useState<"help" | "note">();
  const [replies, setReplies] = useState<CannedReply[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => { void moderation.filters().then((answer) => { if (answer.ok) setReplies(answer.data.replies); }); }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words for one item are not words for the next
  useEffect(() => setSaid(nothingSaid), [desk.chosen]);
  const { item } = desk;
  const decide = (act: DecisionName): void => {
    if (!item?.allowed.includes(act)) return;
    if (act === "warn" && !said.message.trim()) { say(t("sayWhy")); area.current?.focus(); return; }
    void desk.decide(act, said);
  };
  useKeys((key) => {
    const act = decisionOf.get(key);
    const other: Record<string, () => void> = { j: () => desk.step(1), k: () => desk.step(-1), c: () => void desk.claim(), u: () => void desk.undo(), n: () => setOpen("note"), m: () => area.current?.focus(), "?": () => setOpen("help") };
    if (act) decide(act);
    else other[key]?.();
    return act !== undefined || key in other;
  });
  if (desk.problem) return <p role="alert" className="text-danger">{words(desk.problem)} <button type="button" className="link" onClick={() => void desk.reload()}>{t("again")}</button></p>;
  if (!desk.page) return <div className="grid gap-3 lg:grid-cols-[22rem_1fr]"><div className="skeleton h-96" /><div className="skeleton h-96" /></div>;
  return (
    <div className="grid gap-5">
      <DeskKinds desk={desk} />
      {desk.page.items.length === 0 ? <EmptyState title={t("emptyTitle")} text={t("emptyText")} /> : (
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className="max-lg:max-h-[40vh] max-lg:overflow-y-auto lg:sticky lg:top-20 lg:max-h-[calc(100vh-6rem)] lg:self-start lg:overflow-y-auto"><DeskList desk={desk} /></div>
          <div className="card grid min-w-0 grid-cols-1 content-start gap-5 p-4 sm:p-6">{item ? <><DeskItem item={item} /><DeskActs desk={desk} item={item} said={said} onSaid={setSaid} replies={replies} area={area} /></> : <div className="skeleton h-96" />}</div>
        </div>
      )}
      {open === "help" && <Help onClose={() => setOpen(undefined)} />}
      {open === "note" && <Note onKeep={(text) => void desk.note(text)} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** The moderators' desk: one queue, by keyboard. */
export function Desk() {
  const locale = useLocale();
  const t = useTranslations("desk");
  const answer = useMe();
  if (!answer) return <div className="skeleton h-96" />;
  return answer.me ? <Work me={answer.me.id} /> : <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/desk` }} />;
}
