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

/** How the risk is judged: the points of each reason, how many joins within an hour are not many yet, and from how many points a referral is held until a person decides, or is to be looked at. */
export type RiskTerms = { points: Record<RiskReason, number>; burst: number; heldFrom: number; reviewFrom: number };
/** What holds until somebody sets it otherwise (model, section 9). */
export const usualTerms: RiskTerms = { points: { mail: 100, device: 80, session: 50, place: 40, address: 10, house: 30, disposable: 30, burst: 25, ring: 60, fast: 20 }, burst: 5, heldFrom: 60, reviewFrom: 30 };
/** What so many points lead to. */
export const verdictOf = (points: number, { heldFrom, reviewFrom }: Pick<RiskTerms, "heldFrom" | "reviewFrom">): Verdict => (points >= heldFrom ? "held" : points >= reviewFrom ? "review" : "clear");
const ties: readonly RiskReason[] = ["mail", "device", "session"];

/** The risk of a referral: points that add up (model, section 9). */
export function riskOf(facts: RiskFacts, terms: RiskTerms = usualTerms): Risk {
  const found: (false | Omit<Reason, "points">)[] = [
    facts.sameMailbox && { reason: "mail" },
    facts.sameDevice && { reason: "device" },
    facts.sameSession && { reason: "session" },
    facts.samePlace && { reason: "place" },
    // The address alone says less, and nothing more where the agent is the same too.
    facts.sameAddress && !facts.samePlace && { reason: "address" },
    facts.sameHouse && { reason: "house" },
    facts.disposable && { reason: "disposable" },
    facts.burst > terms.burst && { reason: "burst", figure: facts.burst },
    facts.ring !== null && facts.ring <= 4 && { reason: "ring", figure: facts.ring },
    facts.secondsAfterTouch !== null && facts.secondsAfterTouch < 60 && { reason: "fast", figure: Math.max(0, Math.round(facts.secondsAfterTouch)) },
  ];
  // What weighs nothing is still said.
  const reasons = found.filter((one) => one !== false).map((one): Reason => ({ ...one, points: terms.points[one.reason] }));
  const points = reasons.reduce((sum, one) => sum + one.points, 0);
  return { points, reasons, verdict: verdictOf(points, terms), related: reasons.some((one) => ties.includes(one.reason)) };
}
