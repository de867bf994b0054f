import { say } from "#components/ui/toast.tsx";

/** Tells someone that what they wrote waits for a moderator, and where they find it. */
export function sayHeld(text: string, link: { label: string; locale: string }): void {
  say(text, { action: { label: link.label, run: () => location.assign(`/${link.locale}/me/held`) } });
}
