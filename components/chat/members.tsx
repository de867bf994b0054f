"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { say } from "#components/ui/toast.tsx";
import type { RoomMemberView } from "#lib/chat/types.ts";
import { PeopleField } from "./people-field.tsx";
import { PresenceMark } from "./presence-mark.tsx";
import type { Room } from "./use-room.ts";

function Member({ one, open, onChanged }: { one: RoomMemberView; open: Room; onChanged: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const me = useMe()?.me;
  const { room, present } = open;
  const done = (answer: Awaited<ReturnType<typeof chat.remove>>): void => { if (answer.ok) onChanged(); else say(words(answer.problem), { tone: "danger" }); };
  const entries: MenuEntry[] = [
    ...(room.can.manage ? [{ label: t(one.roomRole === "moderator" ? "noModerator" : "makeModerator"), run: () => void chat.setRole(room.id, one.id, one.roomRole === "moderator" ? "member" : "moderator").then(done) }] : []),
    ...(room.can.moderate ? [{ label: t("removeMember"), run: () => void chat.remove(room.id, one.id).then(done) }] : []),
  ];
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Avatar id={one.id} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2"><a href={`/${locale}/u/${one.handle}`} className="truncate font-[540] no-underline hover:underline">{one.name}</a><Standing role={one.role} tier={one.tier} /></p>
        <p className="flex flex-wrap items-center gap-x-2.5"><PresenceMark state={present.get(one.id) ?? one.state} words />{one.roomRole === "moderator" && <span className="text-[0.8rem] text-faint">{t("moderator")}</span>}</p>
      </div>
      {me?.id !== one.id && entries.length > 0 && <Menu label={t("memberMenu", { name: one.name })} trigger={<span aria-hidden className="grid size-9 place-items-center rounded-full text-xl leading-none text-faint hover:bg-sunk hover:text-ink">⋯</span>} entries={entries} />}
    </li>
  );
}

function Invite({ open, onChanged }: { open: Room; onChanged: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const [handles, setHandles] = useState<string[]>([]);
  const [error, setError] = useState<string>();
  const invite = async (): Promise<void> => {
    const answer = await chat.invite(open.room.id, handles);
    if (!answer.ok) return setError(words(answer.problem));
    setHandles([]);
    setError(undefined);
    say(t("invited"));
    onChanged();
  };
  return (
    <form className="grid gap-2 border-b border-line p-4" onSubmit={(event) => { event.preventDefault(); void invite(); }}>
      <PeopleField label={t("invite")} value={handles} onChange={setHandles} error={error} />
      <button type="submit" className="btn btn-quiet" disabled={handles.length === 0}>{t("inviteThem")}</button>
    </form>
  );
}

/** Who is in a room, and what can be done about it. */
export function MembersTab({ open }: { open: Room }) {
  const t = useTranslations("chat");
  const { room, opened, reload } = open;
  const [list, setList] = useState<{ members: RoomMemberView[]; next: string | null }>();
  const load = useCallback((after?: string) => void chat.members(room.id, after).then((answer) => { if (answer.ok) setList((old) => ({ members: [...(after ? (old?.members ?? []) : []), ...answer.data.members], next: answer.data.next })); }), [room.id]);
  useEffect(() => { load(); }, [load]);
  const changed = (): void => { load(); void reload(); };
  const members = list?.members ?? opened.members;
  return (
    <>
      {room.can.invite && <Invite open={open} onChanged={changed} />}
      <ul className="divide-y divide-line">{members.map((one) => <Member key={one.id} one={one} open={open} onChanged={changed} />)}</ul>
      {list?.next && <p className="p-3 text-center"><button type="button" className="btn btn-quiet" onClick={() => load(list.next ?? undefined)}>{t("moreMembers")}</button></p>}
    </>
  );
}
