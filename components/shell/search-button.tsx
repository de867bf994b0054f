"use client";
import { Search } from "lucide-react";

/** Opens search and the command menu; ⌘K, Ctrl K and / do the same. */
export function SearchButton({ label }: { label: string }) {
  return (
    <button type="button" aria-label={label} aria-keyshortcuts="Meta+K Control+K /" className="act sm:border sm:border-line sm:px-3" onClick={() => window.dispatchEvent(new Event("command-menu"))}>
      <Search aria-hidden size={17} /><span className="max-md:hidden">{label}</span><kbd className="max-md:hidden">⌘K</kbd>
    </button>
  );
}
