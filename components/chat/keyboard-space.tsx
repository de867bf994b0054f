"use client";
import { useEffect } from "react";

/**
 * Keeps the room above a phone's keyboard. Where the browser shrinks the window by itself (the page asks for it) nothing is to
 * be done; where the keyboard only covers it, what is left to see says how high the room may be.
 */
export function KeyboardSpace() {
  useEffect(() => {
    const seen = globalThis.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const settle = (): void => {
      // Who zooms in sees less of the page, and needs no smaller one.
      const covered = seen.scale < 1.05 && innerHeight - seen.height > 100;
      if (covered) { style.setProperty("--seen", `${Math.round(seen.height)}px`); scrollTo(0, 0); }
      else style.removeProperty("--seen");
    };
    settle();
    seen.addEventListener("resize", settle);
    return () => { seen.removeEventListener("resize", settle); style.removeProperty("--seen"); };
  }, []);
  return null;
}
