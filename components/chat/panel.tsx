"use client";
import { X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";

export const tabs = ["about", "members", "files", "pins", "search"] as const;
export type Tab = (typeof tabs)[number];
export type PanelState = { kind: "side"; root: number } | { kind: "info"; tab: Tab } | { kind: "questions" };

function stateOf(params: URLSearchParams): PanelState | undefined {
  const root = Number(params.get("thread"));
  if (root > 0) return { kind: "side", root };
  if (params.has("questions")) return { kind: "questions" };
  const tab = tabs.find((one) => one === params.get("info"));
  return tab && { kind: "info", tab };
}

/** What stands beside the room. It has an address, so that back leads out of it. */
export function usePanel(): { panel: PanelState | undefined; open: (panel: PanelState) => void; close: () => void } {
  const params = useSearchParams();
  const panel = stateOf(new URLSearchParams(params));
  const go = useCallback((query: string, replace: boolean): void => {
    const path = `${location.pathname}${query}`;
    if (replace) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
  }, []);
  const open = useCallback((next: PanelState): void => {
    const query = next.kind === "side" ? `?thread=${next.root}` : next.kind === "questions" ? "?questions" : `?info=${next.tab}`;
    go(query, location.search !== "" && !/^\?(m|at)=/.test(location.search));
  }, [go]);
  const close = useCallback((): void => { if (location.search) go("", true); }, [go]);
  return { panel, open, close };
}

/** A column beside the room; where there is no place for it, a sheet over it. */
export function Panel({ title, onClose, children }: { title: string; onClose: () => void; children: React.ReactNode }) {
  const t = useTranslations("chat");
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    if (matchMedia("(max-width: 79.99rem)").matches) aside.current?.focus();
  }, []);
  return (
    <>
      <button type="button" tabIndex={-1} aria-hidden onClick={onClose} className="fixed inset-0 z-40 bg-black/30 xl:hidden" />
      <aside ref={aside} tabIndex={-1} aria-label={title} onKeyDown={(event) => { if (event.key === "Escape" && !event.defaultPrevented) onClose(); }}
        className="flex min-h-0 flex-col border-line bg-paper outline-none max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-50 max-xl:w-[min(25rem,100vw)] max-xl:shadow-2xl xl:w-[22rem] xl:flex-none xl:border-l">
        <div className="flex h-14 flex-none items-center justify-between gap-3 border-b border-line pr-2 pl-4">
          <h2 className="section-title text-[1.2rem]">{title}</h2>
          <button type="button" className="act px-2" aria-label={t("closePanel")} onClick={onClose}><X aria-hidden size={18} /></button>
        </div>
        {children}
      </aside>
    </>
  );
}
