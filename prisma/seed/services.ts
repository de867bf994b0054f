import type { Member } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { type Tx, within } from "#lib/core/transact.ts";
import type { ServiceInput } from "#lib/privilege/services/schema.ts";
import { saveService } from "#lib/privilege/services/services.ts";
import type { Span } from "#lib/privilege/services/types.ts";
import type { Residents } from "./talk.ts";

type Kept = Pick<ServiceInput, "name" | "does" | "doesNot" | "alternative" | "weeklyCases" | "lineWeeks" | "caseCents" | "minuteCents"> & { spans: Span[]; taken?: boolean; quick?: number };

const clock = (text: string): number => { const [hours = 0, minutes = 0] = text.split(":").map(Number); return hours * 60 + minutes; };
const on = (days: number[], ...spans: string[]): Span[] => days.flatMap((day) => spans.map((span) => { const [from = "", to = ""] = span.split("–"); return { day, from: clock(from), to: clock(to) }; }));
const weekdays = [1, 2, 3, 4, 5];
const shop = [...on(weekdays, "9:00–12:30", "13:30–18:00"), ...on([6], "10:00–14:00")];

// What the house of the demo world does for its members, and does not.
const kept: Kept[] = [
  { name: "Repairs and spares", does: "We mend what we made, whatever its age, and find the part that is missing. Postage both ways is ours.", doesNot: "Appliances that others made, and anything with a damaged mains lead.", alternative: "The repair café in your town, or the topic Knives and care: somebody there has taken it apart before.", spans: shop, weeklyCases: 25, lineWeeks: 3, caseCents: 900, minuteCents: 70, quick: 2 },
  { name: "Gifts and special orders", does: "We find it, wrap it, write the card and send it; also what we do not sell ourselves.", doesNot: "Anything living, and anything that has to be there tomorrow.", alternative: "Our gift cards arrive by mail within the hour.", spans: shop, weeklyCases: 20, lineWeeks: 4, caseCents: 1200, minuteCents: 70, quick: 2 },
  { name: "Sharpening by hand", does: "Four knives a time, on stones, by the person who made the edge. Ready in a week from when it is your turn.", doesNot: "Serrated blades of others, scissors, and knives from before 1950 without a talk first.", alternative: "The sharpening evening in our shop, first Thursday of the month; bring your own stone.", spans: on([2, 4], "8:30–12:00", "14:00–17:30"), weeklyCases: 3, lineWeeks: 6, caseCents: 2400, minuteCents: 80 },
  { name: "Tables, courses and tastings", does: "A place at our table, a course at home or here, a tasting for up to twelve, with whoever knows most about it.", doesNot: "Catering, and parties of more than twelve.", alternative: "The events in the calendar are open to everybody.", spans: on(weekdays, "11:00–19:00"), weeklyCases: 10, lineWeeks: 4, caseCents: 1500, minuteCents: 70 },
  { name: "Choosing for your kitchen", does: "Two or three things that suit how you cook, with what speaks against each, and a no when you do not need it.", doesNot: "Kitchens as a whole: we know knives, pans, kettles and grinders.", alternative: "Ask in the community: say what you cook, and what it stands on.", spans: shop, weeklyCases: 30, lineWeeks: 2, caseCents: 600, minuteCents: 70, quick: 2 },
  { name: "Diet and health", does: "", doesNot: "What one should eat, and whether a material is safe with an illness.", alternative: "A doctor or a dietitian. We gladly send them what our pans are made of, to the last gram.", spans: shop, weeklyCases: 1, lineWeeks: 0, caseCents: 0, minuteCents: 0, taken: false },
];

const targetsOf = (quick = 1): ServiceInput["targets"] => [[1920, 1920, 9600], [1440, 1440, 7200], [960, 960, 4800], [360, 480, 3600]].map(([first = 0, next = 0, resolve = 0]) => ({ first: first / quick, next: next / quick, resolve }));
const holidaysOf = (year: number): string[] => [year, year + 1].flatMap((one) => [`${one}-01-01`, `${one}-05-01`, `${one}-12-24`, `${one}-12-25`, `${one}-12-26`]);
const inputOf = ({ spans, taken = true, quick, ...plain }: Kept, at: number, year: number): ServiceInput => ({ ...plain, taken, hours: { zone: "Europe/Paris", spans, holidays: holidaysOf(year) }, targets: targetsOf(quick), position: (at + 1) * 10, archived: false, note: "", version: 0 });

/** Somebody of the house, as a command knows them. */
export function actorOf(residents: Residents, handle: string): Member {
  const { id, name, role, tier, locale } = residents.of(handle);
  return { kind: "member", id, name, handle, role, tier, locale, confirmed: true, silenced: false, sessionId: "", newcomer: false };
}

/** The demo's service catalogue, kept by its admin; one category was given more room since, as its history says. */
export async function insertServices(tx: Tx, { residents, now }: { residents: Residents; now: Date }): Promise<void> {
  const admin = actorOf(residents, "admin.alder");
  await within(tx, async () => {
    for (const [at, one] of kept.entries()) {
      const input = inputOf(one, at, now.getUTCFullYear());
      const larger = one.name === "Gifts and special orders";
      const made = await saveService(admin, null, larger ? { ...input, weeklyCases: 14, hours: { ...input.hours, spans: on(weekdays, "9:00–18:00") } } : input);
      if (refused(made)) throw new Error(made.detail);
      if (larger) await saveService(admin, made.id, { ...input, note: "Maren joined the desk; Saturdays were asked for often.", version: 1 });
    }
  });
  await tx.query("UPDATE service_version v SET made_at = now() - make_interval(days => CASE WHEN v.version = 1 THEN 120 ELSE 33 END)");
}
