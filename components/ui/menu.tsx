"use client";
import { Menu as Base } from "@base-ui/react/menu";

export type MenuEntry = { label: string; href: string } | { label: string; run: () => void } | "line";

/** A button that opens a list of links and actions. */
export function Menu({ label, trigger, head, entries, onOpen }: { label: string; trigger: React.ReactNode; head?: React.ReactNode; entries: MenuEntry[]; onOpen?: (open: boolean) => void }) {
  const row = "block w-full cursor-pointer rounded-md px-3 py-2 text-left text-[0.925rem] outline-none data-highlighted:bg-sunk";
  return (
    <Base.Root modal={false} {...(onOpen ? { onOpenChange: onOpen } : {})}>
      <Base.Trigger aria-label={label} className="rounded-full">{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={8} className="z-50">
          <Base.Popup className="card min-w-60 p-1.5 shadow-xl outline-none">
            {head}
            {entries.map((entry, place) => {
              if (entry === "line") return <Base.Separator key={`line-${String(place)}`} className="my-1.5 h-px bg-line" />;
              if ("href" in entry) return <Base.LinkItem key={entry.label} href={entry.href} className={row}>{entry.label}</Base.LinkItem>;
              return <Base.Item key={entry.label} className={row} onClick={entry.run}>{entry.label}</Base.Item>;
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
