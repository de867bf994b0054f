"use client";
import { useTranslations } from "next-intl";
import type { Problem } from "./call.ts";

/** The sentence for a problem, in the reader's language. */
export function useProblem(): (problem: Problem) => string {
  const t = useTranslations("problem");
  return (problem) => {
    if (problem.code === "offline") return t("offline");
    if (problem.code === "sign-in") return t("signIn");
    return problem.detail || t("fault");
  };
}
