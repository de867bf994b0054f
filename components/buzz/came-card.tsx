"use client";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";

const HowICame = withWords(() => import("./how-i-came.tsx").then((module) => module.HowICame));

/** Where a newcomer is asked how they came; of nobody else does the page load any of it. */
export function CameCard() {
  const answer = useMe();
  return answer?.me && answer.profile?.onboarding ? <div className="mb-8 empty:hidden"><HowICame /></div> : null;
}
