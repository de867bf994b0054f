"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import { type BlockedPerson, type ChatPreferences, messagesFrom, presenceTo } from "#lib/chat/types.ts";

function Blocked() {
  const t = useTranslations("chatSettings");
  const words = useProblem();
  const locale = useLocale();
  const [people, setPeople] = useState<BlockedPerson[]>();
  const load = (): void => void chat.blocked().then((answer) => { if (answer.ok) setPeople(answer.data.people); });
  useEffect(load, []);
  const unblock = async ({ id, name }: BlockedPerson): Promise<void> => {
    const answer = await chat.unblock(id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    load();
    say(t("unblocked", { name }), { action: { label: t("undo"), run: () => void chat.block(id).then(load) } });
  };
  if (!people) return <div className="skeleton h-10" />;
  if (people.length === 0) return <p className="text-faint">{t("noneBlocked")}</p>;
  return (
    <ul className="divide-y divide-line">
      {people.map((one) => <li key={one.id} className="flex items-center justify-between gap-3 py-2"><a className="link min-w-0 truncate" href={`/${locale}/u/${one.handle}`}>{one.name}</a><button type="button" className="btn btn-quiet" onClick={() => void unblock(one)}>{t("unblock")}</button></li>)}
    </ul>
  );
}

/** Who may write to me, who sees that I am here, and whom I keep out. Every choice is kept as it is made. */
export function ChatSettings() {
  const t = useTranslations("chatSettings");
  const words = useProblem();
  const id = useId();
  const me = useMe()?.me;
  const [chosen, setChosen] = useState<ChatPreferences>();
  useEffect(() => { if (me) void chat.preferences().then((answer) => { if (answer.ok) setChosen(answer.data); }); }, [me]);
  if (!me) return null;
  const keep = async (change: Partial<ChatPreferences>): Promise<void> => {
    if (!chosen) return;
    setChosen({ ...chosen, ...change });
    const answer = await chat.prefer(change);
    if (answer.ok) return say(t("saved"));
    setChosen(chosen);
    say(words(answer.problem), { tone: "danger" });
  };
  const field = "rounded-full border border-line bg-raised px-3 py-1.5 text-[0.925rem]";
  return (
    <section id="messages" className="grid gap-4 border-t border-line py-8 sm:grid-cols-[14rem_1fr] sm:gap-10">
      <div><h2 className="section-title">{t("title")}</h2><p className="mt-1 text-sm text-faint">{t("intro")}</p></div>
      <div className="grid min-w-0 gap-3">
        {!chosen ? <div className="skeleton h-24" /> : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-3">
              <label htmlFor={`${id}-from`}>{t("from")}</label>
              <select id={`${id}-from`} className={field} value={chosen.messagesFrom} onChange={(event) => void keep({ messagesFrom: messagesFrom.find((one) => one === event.target.value) ?? "team" })}>{messagesFrom.map((one) => <option key={one} value={one}>{t(`fromWhom.${one}`)}</option>)}</select>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-3">
              <label htmlFor={`${id}-presence`}>{t("presence")}</label>
              <select id={`${id}-presence`} className={field} value={chosen.presence} onChange={(event) => void keep({ presence: presenceTo.find((one) => one === event.target.value) ?? "nobody" })}>{presenceTo.map((one) => <option key={one} value={one}>{t(`presenceTo.${one}`)}</option>)}</select>
            </div>
          </>
        )}
        <h3 className="mt-2 text-[0.925rem] font-[540]">{t("blocked")}</h3>
        <Blocked />
      </div>
    </section>
  );
}
