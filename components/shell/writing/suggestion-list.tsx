"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Suggestion } from "./use-suggestions.ts";

/** What one may mean, under the line one writes: a row to press on a phone, a list to go through with arrows. */
export function SuggestionList({ id, found, active, top, onChoose }: { id: string; found: Suggestion[]; active: number; top: number; onChoose: (at: number) => void }) {
  const t = useTranslations("writing");
  return (
    <div id={id} role="listbox" aria-label={t("suggestions")} style={{ top: top + 6 }}
      className="card absolute left-3 z-20 flex max-h-64 max-w-[calc(100%-1.5rem)] flex-col overflow-y-auto p-1 shadow-xl max-sm:flex-row max-sm:overflow-x-auto sm:min-w-72">
      {found.map((one, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text, which says which one is active
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the text
        <div key={one.id} id={`${id}-${at}`} role="option" aria-selected={at === active} className="flex flex-none cursor-pointer items-center gap-2.5 rounded-md px-3 py-1.5 aria-selected:bg-sunk"
          onPointerDown={(event) => event.preventDefault()} onClick={() => onChoose(at)}>
          {one.avatar ? <Avatar id={one.avatar} size="small" /> : one.hint && <span aria-hidden className="w-6 text-center text-lg">{one.hint}</span>}
          <span className="whitespace-nowrap">{one.label}</span>
          {one.avatar && <span className="text-sm whitespace-nowrap text-faint">{one.hint}</span>}
        </div>
      ))}
    </div>
  );
}
