"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { sendFile, type Upload } from "#components/doors/media.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { insertAt } from "./insert.ts";

export type Sending = { id: number; name: string; share: number; error: string | undefined; file: File; mark: string };
type Handle = { sending: Sending[]; add: (files: Iterable<File>) => void; cancel: (id: number) => void; retry: (id: number) => void };

let last = 0;
const safe = (name: string): string => name.replace(/[[\]\\()\n]/g, " ").slice(0, 60).trim() || "file";

/**
 * Files on their way: a mark stands in the text where each will be, and is replaced when it has arrived. What fails or is
 * cancelled takes its mark along, so that nobody sends it; tried again, it stands where the cursor is. The text typed meanwhile is never touched elsewhere.
 */
export function useUploads(area: RefObject<HTMLTextAreaElement | null>, { value, onChange }: { value: string; onChange: (text: string) => void }): Handle {
  const words = useProblem();
  const [sending, setSending] = useState<Sending[]>([]);
  const text = useRef(value);
  const running = useRef(new Map<number, Upload>());
  useEffect(() => { text.current = value; }, [value]);
  useEffect(() => { const all = running.current; return () => { for (const upload of all.values()) upload.cancel(); }; }, []);
  const write = (next: string): void => { text.current = next; onChange(next); };
  const patch = (id: number, change: Partial<Sending>): void => setSending((now) => now.map((one) => (one.id === id ? { ...one, ...change } : one)));
  const drop = (id: number): void => setSending((now) => now.filter((one) => one.id !== id));
  const start = async (one: Sending): Promise<void> => {
    patch(one.id, { error: undefined, share: 0 });
    const upload = sendFile(one.file, (share) => patch(one.id, { share }));
    running.current.set(one.id, upload);
    const answer = await upload.done;
    running.current.delete(one.id);
    if (answer.ok) {
      write(text.current.includes(one.mark) ? text.current.replace(one.mark, () => answer.data.markdown) : `${text.current}\n\n${answer.data.markdown}`);
      drop(one.id);
      return;
    }
    write(text.current.replace(one.mark, ""));
    if (answer.problem.code === "cancelled") drop(one.id);
    else patch(one.id, { error: words(answer.problem) });
  };
  const put = (marks: string): void => {
    if (area.current) insertAt(area.current, marks, write);
    else write(`${text.current}\n\n${marks}`);
  };
  const add = (files: Iterable<File>): void => {
    const fresh = [...files].slice(0, 10).map((file): Sending => {
      last += 1;
      return { id: last, name: file.name || "picture", share: 0, error: undefined, file, mark: `![${safe(file.name)} …](#${last})` };
    });
    if (fresh.length === 0) return;
    put(fresh.map((one) => one.mark).join("\n"));
    setSending((now) => [...now, ...fresh]);
    for (const one of fresh) void start(one);
  };
  const cancel = (id: number): void => {
    const upload = running.current.get(id);
    if (upload) upload.cancel();
    else drop(id);
  };
  const retry = (id: number): void => {
    const one = sending.find((found) => found.id === id);
    if (!one) return;
    put(one.mark);
    void start(one);
  };
  return { sending, add, cancel, retry };
}
