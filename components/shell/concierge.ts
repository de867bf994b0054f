import { spaceOpensAt } from "#lib/privilege/requests/types.ts";

type Person = { role: string; tier: number };
/** Where something was said: a message by its room and number, a topic by its id and, when it is one, the post's number. */
export type SaidAt = { origin: "message" | "topic"; originId: string };

/** Whether somebody may ask the concierge about what they read. */
export const mayAskConcierge = (me: Person | null | undefined): boolean => me?.role === "customer" && me.tier >= spaceOpensAt;
/** Whether somebody of the desk may ask the one who said it whether we may help. Whether that is a member of the space the door says: not everybody shows their tier. */
export const mayAskConsent = (me: Person | null | undefined, by: Person | null | undefined): boolean => (me?.role === "concierge" || me?.role === "admin") && by?.role === "customer";
/** Where a need is forwarded from what was said. */
export const forwardFrom = (locale: string, { origin, originId }: SaidAt): string => `/${locale}/premium/new?from=${origin}:${originId}`;
