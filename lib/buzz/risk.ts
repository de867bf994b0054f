/** What may speak against a referral. */
export const riskReasons = ["mail", "device", "session", "place", "address", "house", "disposable", "burst", "ring", "fast"] as const;
export type RiskReason = (typeof riskReasons)[number];
/** What was found: facts, never guesses. `burst` is how many the referrer brought within the hour, `secondsAfterTouch` how long after the visit they signed up. */
export type RiskFacts = {
  sameMailbox: boolean; sameDevice: boolean; sameSession: boolean; samePlace: boolean; sameAddress: boolean; sameHouse: boolean; disposable: boolean; burst: number; ring: number | null; secondsAfterTouch: number | null;
};
export type Reason = { reason: RiskReason; points: number; /** A number that belongs to it: joins in the hour, people of the ring, seconds. */ figure?: number };
export type Verdict = "clear" | "review" | "held";
export type Risk = { points: number; reasons: Reason[]; verdict: Verdict; /** They share a mailbox, a device or a session: what passes between them counts nothing. */ related: boolean };

/** From so many points a referral is held until a person decides, or is to be looked at (defaults). */
export const heldFrom = 60;
export const reviewFrom = 30;
const ties: readonly RiskReason[] = ["mail", "device", "session"];

/** The risk of a referral: points that add up (model, section 9). */
export function riskOf(facts: RiskFacts): Risk {
  const found: (Reason | false)[] = [
    facts.sameMailbox && { reason: "mail", points: 100 },
    facts.sameDevice && { reason: "device", points: 80 },
    facts.sameSession && { reason: "session", points: 50 },
    facts.samePlace && { reason: "place", points: 40 },
    // The address alone says less, and nothing more where the agent is the same too.
    facts.sameAddress && !facts.samePlace && { reason: "address", points: 10 },
    facts.sameHouse && { reason: "house", points: 30 },
    facts.disposable && { reason: "disposable", points: 30 },
    facts.burst > 5 && { reason: "burst", points: 25, figure: facts.burst },
    facts.ring !== null && facts.ring <= 4 && { reason: "ring", points: 60, figure: facts.ring },
    facts.secondsAfterTouch !== null && facts.secondsAfterTouch < 60 && { reason: "fast", points: 20, figure: Math.max(0, Math.round(facts.secondsAfterTouch)) },
  ];
  const reasons = found.filter((one): one is Reason => one !== false);
  const points = reasons.reduce((sum, one) => sum + one.points, 0);
  return { points, reasons, verdict: points >= heldFrom ? "held" : points >= reviewFrom ? "review" : "clear", related: reasons.some((one) => ties.includes(one.reason)) };
}
