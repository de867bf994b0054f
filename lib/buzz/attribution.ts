/** A visit through somebody's link, as far as it may bring them a newcomer. */
export type Visit = { linkId: number; referrerId: string; at: Date };
/** Who brought somebody: by a typed code or by the last visit, with the first one beside it. */
export type Attribution = { referrerId: string; by: "code" | "touch"; last: Visit | undefined; first: Visit | undefined };

const later = (a: Visit, b: Visit): number => a.at.getTime() - b.at.getTime() || a.linkId - b.linkId;

/**
 * Who brought a newcomer (model, section 9). Visits count within the window before `at`; the last one pays. A code typed by hand
 * beats any cookie; a visit through its owner's link still says which thing and channel. One never brings oneself.
 */
export function attribute({ newcomerId, codeOwner, visits, at, windowDays }: { newcomerId: string; codeOwner: string | undefined; visits: readonly Visit[]; at: Date; windowDays: number }): Attribution | undefined {
  const from = at.getTime() - windowDays * 86_400_000;
  const counted = visits.filter((one) => one.referrerId !== newcomerId && one.at.getTime() >= from && one.at.getTime() <= at.getTime()).sort(later);
  const first = counted[0];
  if (codeOwner && codeOwner !== newcomerId) return { referrerId: codeOwner, by: "code", last: counted.filter((one) => one.referrerId === codeOwner).at(-1), first };
  const last = counted.at(-1);
  return last && { referrerId: last.referrerId, by: "touch", last, first };
}
