import { useFormatter, useTranslations } from "next-intl";
import type { RelationshipView } from "#lib/relationship/types.ts";
import { kindKey } from "./kind-key.ts";

// What a member can do, or hope for, here and now; the other kinds have no door of their own.
const possible = ["topic.created", "post.created", "answer.accepted", "reaction.received", "reaction.given", "visit", "purchase", "mail.received", "review.published", "review.helpful", "chat.message", "poll.voted", "idea.submitted", "share.created", "referral.joined", "referral.purchased"];

/** What one more of each kind would add. */
export function WouldMove({ moves }: { moves: RelationshipView["wouldAdd"] }) {
  const t = useTranslations("relationship");
  const format = useFormatter();
  const shown = moves.filter((move) => possible.includes(move.kind)).sort((a, b) => b.points - a.points);
  return (
    <ul className="grid gap-x-10 sm:grid-cols-2">
      {shown.map((move) => (
        <li key={move.kind} className="flex items-baseline justify-between gap-4 border-b border-line py-2.5">
          <span>{t(`kind.${kindKey(move.kind)}`)}</span>
          <span className={`whitespace-nowrap tabular-nums ${move.cappedToday ? "text-sm text-faint" : "text-accent"}`}>
            {move.cappedToday ? t("capped") : t("wouldAdd", { points: format.number(move.points, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" }) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
