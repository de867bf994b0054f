"use client";
import { useSyncExternalStore } from "react";
import { reviews } from "#components/doors/reviews.ts";
import type { ProductOverlay } from "#lib/reviews/types.ts";

const known = new Map<number, ProductOverlay>();
const asked = new Set<number>();
const first = new Map<number, ProductOverlay>();
const listeners = new Set<() => void>();

const tell = (): void => { for (const listener of listeners) listener(); };

/** Asks again what is personal about a product's page, after something about it changed; `fresh` when the page was made again, too. */
export async function refreshProduct(productId: number, fresh = false): Promise<void> {
  if (fresh) first.delete(productId);
  const answer = await reviews.overlay(productId);
  if (!answer.ok) return;
  known.set(productId, answer.data);
  if (!first.has(productId)) first.set(productId, answer.data);
  tell();
}

/** Changes what is known before the server has said so. */
export function patchProduct(productId: number, change: (overlay: ProductOverlay) => ProductOverlay): void {
  const now = known.get(productId);
  if (now) known.set(productId, change(now));
  tell();
}

/** What I had found helpful when the page was made: its counts include that. */
export const votedAtFirst = (productId: number): Record<string, boolean> => first.get(productId)?.voted ?? {};
/** The answers that had helped me when the page was made. */
export const answersAtFirst = (productId: number): number[] => first.get(productId)?.answers ?? [];

/** What is personal about a product's page: undefined until known. One request, however many places ask. */
export function useProduct(productId: number): ProductOverlay | undefined {
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    if (!asked.has(productId)) {
      asked.add(productId);
      void refreshProduct(productId);
    }
    return () => listeners.delete(listener);
  };
  return useSyncExternalStore(subscribe, () => known.get(productId), () => undefined);
}
