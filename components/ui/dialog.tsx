"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";

/** A window over the page: focus stays in it, Escape and the backdrop close it. */
export function Dialog({ title, closeLabel, onClose, wide = false, bare = false, children }: { title: string; closeLabel: string; onClose: () => void; wide?: boolean; bare?: boolean; children: React.ReactNode }) {
  return (
    <Base.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup className={`card fixed top-[12vh] left-1/2 z-50 max-h-[76vh] w-[calc(100vw-1.5rem)] -translate-x-1/2 overflow-y-auto shadow-2xl ${wide ? "max-w-3xl" : "max-w-xl"} ${bare ? "" : "p-6"}`}>
          {bare ? <Base.Title className="sr-only">{title}</Base.Title> : (
            <div className="mb-4 flex items-center justify-between gap-4">
              <Base.Title className="section-title">{title}</Base.Title>
              <Base.Close aria-label={closeLabel} className="act"><X aria-hidden size={18} /></Base.Close>
            </div>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
