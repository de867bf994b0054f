"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { mailLists } from "#components/doors/mail-lists.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { MailList } from "#lib/outreach/lists/types.ts";

/** Categories as mailing lists, for who is signed in: each with the address to write to, and whether all of it comes by mail. */
export function MailLists() {
  const t = useTranslations("mailLists");
  const words = useProblem();
  const [lists, setLists] = useState<MailList[]>();
  useEffect(() => { void mailLists.mine().then((answer) => { if (answer.ok) setLists(answer.data.lists); }); }, []);
  const change = async (list: MailList, on: boolean): Promise<void> => {
    const show = (now: boolean): void => setLists((old) => old?.map((one) => (one.id === list.id ? { ...one, on: now } : one)));
    show(on);
    const answer = await mailLists.set(list.id, on);
    if (answer.ok) return say(t(on ? "joined" : "left", { name: list.name }));
    show(!on);
    say(words(answer.problem), { tone: "danger" });
  };
  if (!lists?.length) return null;
  return (
    <fieldset className="border-t border-line py-8">
      <legend className="section-title float-left mb-3 w-full">{t("title")}</legend>
      <p className="clear-both mb-4 text-sm text-faint">{t("intro")}</p>
      <div className="grid gap-3">
        {lists.map((one) => (
          <label key={one.id} className="flex items-start gap-3">
            <input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]" checked={one.on} onChange={(event) => void change(one, event.target.checked)} />
            <span className="min-w-0">{one.name}<span className="block text-sm text-faint [overflow-wrap:anywhere]">{one.address}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
