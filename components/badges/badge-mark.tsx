import { Award, CalendarHeart, CheckCheck, CircleCheck, HeartHandshake, Lightbulb, MessagesSquare, Star } from "lucide-react";
import type { BadgeKey } from "#lib/badges/types.ts";

const marks = {
  "first-answer": CircleCheck, "ten-answers": CheckCheck, "good-question": Award, conversation: MessagesSquare, "well-liked": HeartHandshake, "well-reviewed": Star, "voice-heard": Lightbulb, "a-year": CalendarHeart,
} as const satisfies Record<BadgeKey, typeof Award>;

/** The quiet sign of a badge; its name stands beside it. */
export function BadgeMark({ badge, size = 18 }: { badge: BadgeKey; size?: number }) {
  const Icon = marks[badge];
  return <Icon aria-hidden size={size} strokeWidth={1.6} className="flex-none text-accent" />;
}
