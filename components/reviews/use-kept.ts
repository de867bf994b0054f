"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { MediaView } from "#lib/media/types.ts";
import type { MyReview } from "#lib/reviews/types.ts";

export type Draft = { rating: number; title: string; body: string; pros: string[]; cons: string[]; photos: MediaView[]; variantId: number | null; incentivised: boolean; clientId: string; version: number };

const fresh = (): Draft => ({ rating: 0, title: "", body: "", pros: [], cons: [], photos: [], variantId: null, incentivised: false, clientId: crypto.randomUUID(), version: 0 });
const from = (review: MyReview): Draft => ({ ...fresh(), rating: review.rating, title: review.title, body: review.source, pros: review.pros, cons: review.cons, photos: review.photos, variantId: review.variantId, incentivised: review.incentivised, version: review.version });

function read(key: string): Draft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    return kept && typeof kept.body === "string" && Array.isArray(kept.photos) ? { ...fresh(), ...kept } : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, draft: Draft | undefined): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing still sends what is written.
  }
}

/** A review being written, kept on this device at each key until it is sent. A draft of another version than stands is let go. */
export function useKept(key: string, review: MyReview | null): { draft: Draft; kept: boolean; change: (part: Partial<Draft>) => void; done: () => void } {
  const [draft, setDraft] = useState<Draft>(() => (review ? from(review) : fresh()));
  const [kept, setKept] = useState(false);
  const now = useRef(draft);
  useEffect(() => {
    const local = read(key);
    if (!local || local.version !== (review?.version ?? 0)) return;
    now.current = local;
    setDraft(local);
    setKept(true);
  }, [key, review]);
  const change = useCallback((part: Partial<Draft>): void => {
    now.current = { ...now.current, ...part };
    setDraft(now.current);
    setKept(true);
    write(key, now.current);
  }, [key]);
  const done = useCallback((): void => write(key, undefined), [key]);
  return { draft, kept, change, done };
}
