"use client";
import { Command } from "lucide-react";

/** Opens the command menu; ⌘K and Ctrl K do the same. */
export function SearchButton({ label }: { label: string }) {
  return (
    <button type="button" aria-label={label} aria-keyshortcuts="Meta+K Control+K" className="act sm:border sm:border-line sm:px-3" onClick={() => window.dispatchEvent(new Event("command-menu"))}>
      <Command aria-hidden size={17} /><span className="max-md:hidden">{label}</span><kbd className="max-md:hidden">⌘K</kbd>
    </button>
  );
}
