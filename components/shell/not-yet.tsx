"use client";
import { useProblem } from "#components/doors/use-problem.ts";
import type { Read } from "#components/doors/use-read.ts";

/** What stands where something is still asked for: its shape, or why it did not come with the way to ask again. */
export function NotYet({ read, labels, shape }: { read: Pick<Read<unknown>, "problem" | "load">; labels: { again: string; loading: string }; shape: string[] }) {
  const words = useProblem();
  if (read.problem) return <p role="alert" className="text-danger">{words(read.problem)} <button type="button" className="link" onClick={() => void read.load()}>{labels.again}</button></p>;
  return <div role="status" aria-label={labels.loading} className="grid gap-5">{shape.map((height, at) => <div key={`${height} ${String(at)}`} className={`skeleton ${height}`} />)}</div>;
}
