"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { customers, type ListAsked } from "#components/doors/customers.ts";
import type { Problem } from "#components/doors/call.ts";
import { type ColumnKey, type CustomerList, type CustomerRow, firstColumns, isColumn, type ViewSetting } from "#lib/analytics/customers/types.ts";
import type { Rule } from "#lib/analytics/segments/types.ts";

const known = (text: string | null): ColumnKey | undefined => (text !== null && isColumn(text) ? text : undefined);
function ruleOf(params: URLSearchParams): Rule | null {
  const rules: Rule[] = [];
  try { const where: unknown = JSON.parse(params.get("where") ?? "null"); if (where) rules.push(where as Rule); } catch { /* a broken address is an empty filter */ }
  const [segment, tier, saved] = [params.get("segment"), params.get("tier"), params.get("saved")];
  if (segment && /^[A-D]$/.test(segment)) rules.push({ field: "segment", op: "in", value: [segment as "A"] });
  if (tier && /^[0-3]$/.test(tier)) rules.push({ field: "tier", op: "eq", value: Number(tier) });
  if (saved) rules.push({ field: "saved", op: "in", value: [saved] });
  const [moved, since] = [/^([A-D])([A-D])$/.exec(params.get("moved") ?? ""), params.get("since") ?? ""];
  if (moved && /^\d{4}-\d\d-\d\d$/.test(since)) rules.push({ field: "moved", op: "since", value: since, from: [moved[1] as "A"], to: [moved[2] as "A"] });
  const ids = (params.get("ids") ?? "").split(",").filter((one) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(one)).slice(0, 50);
  if (ids.length > 0) rules.push({ field: "ids", op: "in", value: ids });
  return rules.length > 1 ? { all: rules } : (rules[0] ?? null);
}

/** How a list is looked at, as an address says it. */
export function settingOf(search: string): ViewSetting {
  const params = new URLSearchParams(search);
  const columns = (params.get("columns") ?? "").split(",").flatMap((one) => known(one) ?? []);
  return { columns: columns.length ? columns : [...firstColumns], sort: known(params.get("sort")) ?? "rf", dir: params.get("dir") === "asc" ? "asc" : "desc", q: params.get("q") ?? "", where: ruleOf(params) };
}

/** The address of a list as it is looked at; what is usual is left out. */
export function addressOf({ columns, sort, dir, q, where }: ViewSetting): string {
  const params = new URLSearchParams();
  if (columns.join() !== firstColumns.join()) params.set("columns", columns.join());
  if (sort !== "rf") params.set("sort", sort);
  if (dir !== "desc") params.set("dir", dir);
  if (q) params.set("q", q);
  if (where) params.set("where", JSON.stringify(where));
  return params.toString();
}

export type Listed = { page: CustomerList | undefined; rows: CustomerRow[]; busy: boolean; problem: Problem | undefined; more: () => Promise<void>; again: () => void };

/** The rows of a list, a page after another; an answer to an older question is passed over. */
export function useList(setting: ViewSetting | undefined): Listed {
  const [page, setPage] = useState<CustomerList>();
  const [rows, setRows] = useState<CustomerRow[]>([]);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  const asked = useRef(0);
  const question = setting && JSON.stringify({ sort: setting.sort, dir: setting.dir, q: setting.q, where: setting.where } satisfies ListAsked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    if (!question) return;
    asked.current += 1;
    const mine = asked.current;
    setBusy(true);
    void customers.list(JSON.parse(question) as ListAsked, null).then((answer) => {
      if (mine !== asked.current) return;
      setBusy(false);
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      setPage(answer.data);
      setRows(answer.data.customers);
    });
  }, [question, turn]);
  const more = useCallback(async (): Promise<void> => {
    if (!question || !page?.next || busy) return;
    const mine = asked.current;
    setBusy(true);
    const answer = await customers.list(JSON.parse(question) as ListAsked, page.next);
    if (mine !== asked.current) return;
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setPage((old) => old && { ...old, next: answer.data.next });
    setRows((old) => [...old, ...answer.data.customers]);
  }, [question, page?.next, busy]);
  return { page, rows, busy, problem, more, again: () => setTurn((old) => old + 1) };
}
