"use client";
import { type FormEvent, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";

type Form<T> = { sending: boolean; done: T | undefined; at: (field: string) => string | undefined; elsewhere: string | undefined; submit: (event: FormEvent<HTMLFormElement>) => void };

/** A form that asks one door: what is wrong goes to its field, what was typed stays. `fields` are the ones the form shows. */
export function useForm<T>(fields: readonly string[], ask: (typed: FormData) => Promise<Answer<T>>, onDone?: (data: T) => void): Form<T> {
  const words = useProblem();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState<T>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(undefined);
    void ask(new FormData(event.currentTarget)).then((answer) => {
      setSending(false);
      if (!answer.ok) return setProblem(answer.problem);
      setDone(answer.data);
      onDone?.(answer.data);
    });
  };
  const known = problem?.field && fields.includes(problem.field);
  return { sending, done, submit, at: (field) => (problem?.field === field ? words(problem) : undefined), elsewhere: problem && !known ? words(problem) : undefined };
}

/** The text typed into a field. */
export const typed = (data: FormData, field: string): string => String(data.get(field) ?? "");

/** Where to go after signing in: the page one came from, only when it is ours. */
export function goBack(locale: string): void {
  const asked = new URLSearchParams(location.search).get("return") ?? "";
  // Judged as the browser would resolve it: dots, backslashes and tabs can make another address of a harmless one.
  const url = URL.canParse(asked, location.origin) ? new URL(asked, location.origin) : undefined;
  const ours = url?.origin === location.origin && /^\/(en|fr)(\/|$)/.test(url.pathname);
  location.assign(ours ? url.pathname + url.search + url.hash : `/${locale}`);
}
