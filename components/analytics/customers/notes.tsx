"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { customers } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { NoteVersion, NoteView } from "#lib/analytics/customers/types.ts";

function Earlier({ id }: { id: string }) {
  const t = useTranslations("customerPage");
  const [versions, setVersions] = useState<NoteVersion[]>();
  if (!versions) return <button type="button" className="act" onClick={() => void customers.noteHistory(id).then((answer) => { if (answer.ok) setVersions(answer.data.versions); })}>{t("noteEarlier")}</button>;
  return <ul className="mt-2 grid w-full gap-2 border-l-2 border-line pl-3 text-sm text-soft">{versions.map((one) => <li key={one.version}><p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{one.body}</p><p className="text-faint"><Time at={one.at} /></p></li>)}</ul>;
}

function Note({ note, onChanged, onRemoved }: { note: NoteView; onChanged: (note: NoteView) => void; onRemoved: (note: NoteView) => void }) {
  const t = useTranslations("customerPage");
  const words = useProblem();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    const answer = await customers.changeNote(note.id, { body: draft ?? "", version: note.version });
    if (!answer.ok) return setError(words(answer.problem));
    setDraft(undefined);
    onChanged(answer.data);
  };
  return (
    <li className="py-3">
      {draft === undefined ? <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.body}</p> : (
        <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); void save(); }}>
          <TextField label={t("note")} rows={4} value={draft} error={error} onChange={(event) => setDraft(event.target.value)} />
          <div className="flex gap-2"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-quiet" onClick={() => setDraft(undefined)}>{t("cancel")}</button></div>
        </form>
      )}
      <div className="mt-1 flex flex-wrap items-center gap-x-1 text-sm text-faint">
        <span>{note.by?.name ?? t("somebody")} · <Time at={note.at} />{note.editedAt ? ` · ${t("edited")}` : ""}</span>
        {draft === undefined && note.mine && <button type="button" className="act" onClick={() => setDraft(note.body)}>{t("edit")}</button>}
        {draft === undefined && note.mine && <button type="button" className="act" onClick={() => onRemoved(note)}>{t("remove")}</button>}
        {note.version > 1 && <Earlier key={note.version} id={note.id} />}
      </div>
    </li>
  );
}

/** What staff noted of somebody: written here, changed by its author, taken away with a way back. */
export function Notes({ id, notes: first }: { id: string; notes: readonly NoteView[] }) {
  const t = useTranslations("customerPage");
  const words = useProblem();
  const [notes, setNotes] = useState<readonly NoteView[]>(first);
  const [body, setBody] = useState("");
  const [error, setError] = useState<string>();
  const [noteId, setNoteId] = useState(() => crypto.randomUUID());
  const write = async (): Promise<void> => {
    const answer = await customers.writeNote(id, { id: noteId, body });
    setError(answer.ok ? undefined : words(answer.problem));
    if (!answer.ok) return;
    setNotes([answer.data, ...notes]);
    setBody("");
    setNoteId(crypto.randomUUID());
  };
  const remove = async (note: NoteView): Promise<void> => {
    const answer = await customers.removeNote(note.id, true);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setNotes((old) => old.filter((one) => one.id !== note.id));
    say(t("noteRemoved"), { action: { label: t("undo"), run: () => void customers.removeNote(note.id, false).then((back) => { if (back.ok) setNotes((old) => [note, ...old].sort((a, b) => (a.at < b.at ? 1 : -1))); }) } });
  };
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className="section-title mb-1">{t("notes")}</h2>
      <p className="mb-3 text-sm text-faint">{t("notesWho")}</p>
      <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <TextField label={t("newNote")} rows={3} value={body} maxLength={5000} error={error} onChange={(event) => setBody(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void write(); }} />
        <button type="submit" className="btn btn-quiet justify-self-start" disabled={!body.trim()}>{t("writeNote")}</button>
      </form>
      <ul className="mt-2 divide-y divide-line">{notes.map((note) => <Note key={note.id} note={note} onRemoved={(gone) => void remove(gone)} onChanged={(next) => setNotes((old) => old.map((one) => (one.id === next.id ? next : one)))} />)}</ul>
    </section>
  );
}
