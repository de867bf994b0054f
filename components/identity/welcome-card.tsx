"use client";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";

const Welcome = withWords(() => import("./welcome.tsx").then((module) => module.Welcome));

/** Where a new member is asked; of nobody else does the page load any of it. */
export function WelcomeCard() {
  const answer = useMe();
  return answer?.me && answer.profile?.onboarding ? <Welcome me={{ ...answer, me: answer.me }} /> : null;
}
