"use client";
import { useRouter } from "next/navigation";
import type { Answer } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import { refreshProduct } from "./use-product.ts";

/** Runs an act on a product's page and makes the page again; says what went wrong. Resolves to whether it was done. */
export function useAct(productId: number): <T>(work: () => Promise<Answer<T>>, done?: string, undo?: { label: string; run: () => void }) => Promise<boolean> {
  const router = useRouter();
  const words = useProblem();
  return async (work, done, undo) => {
    const answer = await work();
    if (!answer.ok) {
      say(words(answer.problem), { tone: "danger" });
      return false;
    }
    router.refresh();
    await refreshProduct(productId, true);
    if (done) say(done, undo ? { action: undo } : {});
    return true;
  };
}
