type SeedAnswer = [handle: string, text: string, daysAgo: number, helpful: number];
/** A question of the demo: product, who, what, how long ago; its answers, and which is the best (from one), if any. */
export type SeedQuestion = { code: string; handle: string; text: string; daysAgo: number; answers: SeedAnswer[]; best?: number };

export const questions: SeedQuestion[] = [
  { code: "AF-GR-048", handle: "nell.fairway", text: "How many clicks do you use for a French press?", daysAgo: 88, best: 1, answers: [["marta.quill", "Twenty-six from closed, for a four-minute steep. If it tastes thin, twenty-four.", 87, 14], ["concierge.elias", "Twenty-four to twenty-eight is where most of our customers end up. Start in the middle.", 86, 6]] },
  { code: "AF-GR-048", handle: "hugo.tarn", text: "Can the burrs be replaced, or is it a new grinder then?", daysAgo: 47, best: 1, answers: [["concierge.elias", "They can: a set is a spare part we keep, with a ten-minute guide. At one cup a day they last about fifteen years.", 46, 11], ["tomasz.wren", "Three screws. I have done two of them for neighbours.", 45, 5]] },
  { code: "AF-GR-048", handle: "anouk.dray", text: "Est-ce qu’il convient à l’espresso ?", daysAgo: 30, answers: [["camille.roux", "Oui, mais c’est du sport : comptez une minute et demie pour 18 g. Pour deux par jour, ça va.", 29, 7]] },
  { code: "AF-KT-090", handle: "tobias.reed", text: "Does it work on induction?", daysAgo: 70, best: 1, answers: [["concierge.elias", "Yes: the base is steel under the copper. Not above level 7, please, or the thermometer runs ahead of the water.", 69, 13]] },
  { code: "AF-KT-090", handle: "wilma.crane", text: "Will there ever be a wider lid? We asked in March.", daysAgo: 34, answers: [["market.rowan", "You did, and it is in the next run. The old body takes the new lid; we will say so here when it is ready.", 33, 16]] },
  { code: "AF-KN-210", handle: "fern.abbot", text: "I have never owned a carbon knife. What do I do after each use?", daysAgo: 61, best: 1, answers: [["hanne.vik", "Rinse, wipe, hang it up. A drop of oil if you will not use it for a week. Never the dishwasher, never a wet sink overnight.", 60, 22], ["tobias.reed", "Listen to Hanne. Ask me how I know.", 59, 19]] },
  { code: "AF-CI-260", handle: "junia.marsh", text: "Can I use soap on it?", daysAgo: 52, best: 1, answers: [["greta.ashdown", "A little, and dry it on the hob. The seasoning is harder than people think.", 51, 24]] },
  { code: "AF-BD-400", handle: "silas.brook", text: "How often does it need oil?", daysAgo: 41, answers: [["concierge.elias", "Once a week for the first month, then when water stops beading. A dry flat needs it twice as often.", 40, 8]] },
  { code: "AF-SC-210", handle: "kofi.arden", text: "Does it switch itself off during a long brew?", daysAgo: 25, answers: [["bao.lindqvist", "After five minutes without a change. A drip counts as a change, so mine never has.", 24, 6]] },
  { code: "AF-SP-180", handle: "tilda.frost", text: "Is there a lid for it?", daysAgo: 15, answers: [] },
];

/** The company's replies to reviews: product, whose review, who replies, what. */
export const replies: [code: string, reviewer: string, by: string, text: string][] = [
  ["AF-GR-048", "jonas.pike", "market.rowan", "Seven out of ten, blind, is a result we will put on the wall. Against static: a drop of water on the beans before you grind."],
  ["AF-GR-048", "tobias.reed", "concierge.elias", "Fair. The page now says *two cups* in the first line. If you would rather have the bench grinder, we take this one back and count it in full."],
  ["AF-GR-064", "tomasz.wren", "concierge.elias", "The third screw is in every foot since June, and yours is in the post. Thank you for the drawing."],
  ["AF-GR-064", "odile.perrin", "concierge.elias", "Neuf jours, c’est trop, et nous le savons. Depuis, les échanges partent le jour même, avant que l’ancien ne revienne."],
  ["AF-KT-090", "jonas.pike", "concierge.elias", "It should not fog, and we replaced the seal in October. A new lid is on its way to you; keep the old one as a spare."],
  ["AF-KN-210", "tobias.reed", "concierge.elias", "It is on the box now, in red, and in the lid. Bring the knife to any Thursday clinic: rust like that comes off in an hour."],
  ["AF-CS-240", "jonas.pike", "concierge.elias", "Medium on gas should never do that. The first one went back to the mill; it had been rolled too cold. Thank you for sending it."],
  ["AF-BD-400", "junia.marsh", "concierge.elias", "Glad the crack closed. If it opens again, we replace the board: no radiator clause."],
];
