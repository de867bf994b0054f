/** One thing that happened to a request, so many hours after it was forwarded. */
export type Step = { at: number } & (
  | { does: "say" | "answer" | "understand" | "correct" | "fulfil" | "withdraw" | "note"; text: string }
  | { does: "confirm" } | { does: "decline"; text: string; instead: string } | { does: "propose"; title: string; text: string; price?: number; product?: string; hold?: number }
  | { does: "accept"; option: number } | { does: "refuse"; option: number; text: string } | { does: "rate"; stars: number; text: string } | { does: "work"; minutes: number; direct?: number; text: string });
/** A request of the demo world: whose, what about, how many days ago (and, where it waits in line, how many weeks ahead), in their words, and what became of it. */
export type Story = { by: string; service: string; ago: number; wish: string; budget?: number; days?: number; to?: string; line?: number; call?: string; snoozed?: number; lapsed?: boolean; same?: string; steps: Step[] };

const elias = "concierge.elias";
const maren = "concierge.maren";

// The premium customer of the demo: one thing to choose, one to confirm, one in line, one to rate, one no.
const ines: Story[] = [
  {
    by: "ines.holloway", service: "gifts-and-special-orders", ago: 2.2, to: elias, budget: 26_000, days: 19, wish: "My sister turns forty on the nineteenth and cooks on a boat for eight people. Something she will use every day and would not buy herself. She has knives.",
    steps: [
      { at: 1.2, does: "answer", text: "Good morning Ines. Does she cook on gas or on induction, and is there a shelf, or does everything hang?" },
      { at: 3, does: "say", text: "Gas, two burners. Everything hangs, and everything gets wet." },
      { at: 20, does: "propose", title: "A carbon steel pan, and its hook", text: "Light, dries over the flame in a minute, and hangs by a ring we forge on.", price: 9800, product: "Carbon steel pan 24 cm" },
      { at: 20.1, does: "propose", title: "A Heron kettle with a locked lid", text: "The lid turns and holds, so that it can tip. The thermometer comes off.", price: 16_900, product: "Heron kettle, 0.9 l", hold: 96 },
      { at: 20.2, does: "propose", title: "A rack for spices, made to measure", text: "Oak, oiled, nine jars, screws into a bulkhead. The joiner next door makes it in ten days.", price: 23_500 },
      { at: 20.4, does: "answer", text: "Three ideas stand above. The rack is the one I would choose, if you can tell me how wide the bulkhead is." },
    ],
  },
  {
    by: "ines.holloway", service: "tables-courses-and-tastings", ago: 1.1, to: elias, days: 33, wish: "A tasting for the supper club: fourteen of us if you can bear it, three coffees side by side, on a Sunday.",
    steps: [{ at: 4, does: "understand", text: "Fourteen people on a Sunday in four weeks: three coffees brewed the same way, two hours, at your place, with somebody who can tell the story of each." }],
  },
  { by: "ines.holloway", service: "sharpening-by-hand", ago: 0.8, line: 1, wish: "Four kitchen knives, none of them loved enough. The long one has a nick near the heel.", steps: [] },
  {
    by: "ines.holloway", service: "repairs-and-spares", ago: 11, to: maren, wish: "The lid of my kettle lost its little wooden knob. I know it is nothing. It is the one thing I touch every morning.",
    steps: [
      { at: 0.6, does: "answer", text: "It is not nothing. Ash or walnut? I have both on the bench." }, { at: 2, does: "work", minutes: 15, direct: 300, text: "Turned a knob" },
      { at: 30, does: "fulfil", text: "A knob in ash is in the post, with its screw and a spare. It was no trouble, and costs nothing." },
    ],
  },
  {
    by: "ines.holloway", service: "anything", ago: 47, to: elias, budget: 40_000, wish: "Can you get me the copper stock pot from the film with the rat? The real one.",
    steps: [{ at: 2, does: "answer", text: "I love this question. Let me ask around." }, { at: 50, does: "decline", text: "It was drawn, I am afraid, and the coppersmith who made the one it was drawn from has retired.", instead: "His daughter makes a ten-litre pot from the same patterns; I can ask for her waiting list." }],
  },
];

const open: Story[] = [
  { by: "greta.ashdown", service: "repairs-and-spares", ago: 0.1, wish: "The pan you sent back arrived damaged: the handle is loose again. I have cooked on it since 1974 and I am not amused.", steps: [] },
  { by: "bao.lindqvist", service: "choosing-for-your-kitchen", ago: 0.2, budget: 50_000, wish: "One grinder for two people who never agree: one drinks espresso, one drinks filter, neither will move a dial.", steps: [] },
  { by: "silas.brook", service: "gifts-and-special-orders", ago: 0.3, call: "Tuesday or Thursday, after four.", budget: 120_000, wish: "Sixty small presents for a wedding, each a little different. It is easier to talk about than to write down.", steps: [] },
  { by: "ivo.kestrel", service: "sharpening-by-hand", ago: 3, to: maren, line: 0, wish: "Six carbon knives. I know it says four. Two are very small.", steps: [{ at: 5, does: "answer", text: "Four and two halves, then. Send them in the felt roll, and mark the ones you want thin." }, { at: 9, does: "say", text: "They are on their way. Thin: the petty and the long one." }] },
  { by: "otto.hale", service: "sharpening-by-hand", ago: 2, line: 0, wish: "A chef's knife that met a bone. Thirty degrees less pride, please.", steps: [] },
  { by: "dario.bell", service: "sharpening-by-hand", ago: 1.5, line: 0, wish: "Three from the restaurant days. Be strict with them.", steps: [] },
  { by: "amara.sol", service: "sharpening-by-hand", ago: 1.2, line: 1, wish: "Two cleavers for plantain and yam, and one knife I am afraid of.", steps: [] },
  {
    by: "priya.thorne", service: "choosing-for-your-kitchen", ago: 6, to: elias, budget: 20_000, wish: "A kettle for water at 22 °dH that does not have to be descaled every Sunday. I will send you my report.",
    steps: [
      { at: 3, does: "answer", text: "Please do send the report. Which filter stands before it?" }, { at: 5, does: "say", text: "None. I would rather treat the cause." },
      { at: 22, does: "understand", text: "A kettle whose inside can be reached with a hand, and water treated before it, for two litres a day." }, { at: 23, does: "correct", text: "Three litres. We are four, and one of us bakes." },
      { at: 26, does: "understand", text: "A kettle whose inside can be reached with a hand, and water treated before it, for three litres a day." }, { at: 28, does: "confirm" },
      { at: 40, does: "note", text: "She measures what we say. Have the figures of the bench ready before writing." }, { at: 41, does: "work", minutes: 25, text: "Read her report" },
      { at: 46, does: "propose", title: "A jug with a magnesium cartridge", text: "Takes 22 down to 8 and keeps the taste; a cartridge lasts a month with you.", price: 4900 }, { at: 47, does: "refuse", option: 0, text: "No cartridges that one throws away." }, { at: 60, does: "say", text: "Is there anything that is rinsed rather than replaced?" },
    ],
  },
  { by: "tilda.frost", service: "gifts-and-special-orders", ago: 9, to: maren, snoozed: 40, wish: "The decaf from last winter, the one with the grey label. If it ever comes again I want six bags of it.", steps: [{ at: 4, does: "answer", text: "The harvest lands in the second week; I have put myself a note and will write the day it does." }] },
  {
    by: "camille.roux", service: "repairs-and-spares", ago: 1.6, to: maren, wish: "Mon moulin grince depuis que je l’ai remonté. J’ai suivi la vidéo, deux fois. Il me reste une rondelle.",
    steps: [{ at: 2, does: "answer", text: "Bonjour Camille. Une rondelle de reste, c’est le ressort qui frotte. Pouvez-vous m’envoyer une photo du roulement du bas ?" }, { at: 6, does: "say", text: "La voici, en mots : il y a une marque brillante d’un seul côté." }],
  },
  { by: "elspeth.moor", service: "anything", ago: 0.6, wish: "Somebody in this town must still make rubber rings for jars from before the war. I have sixty jars and nine rings.", same: "rings", steps: [] },
  { by: "marta.quill", service: "anything", ago: 4, to: elias, wish: "Rings for old preserving jars, 94 mm, natural rubber. I have tried the usual places and measured what they sent.", same: "rings", steps: [{ at: 2, does: "answer", text: "I have written to three makers. One still has the mould." }] },
];

const done: Story[] = [
  ...([["marta.quill", 210, 5, "A thermometer that is right to a tenth, with the paper that says so.", "The calibrated probe, with its certificate, went out today."], ["marta.quill", 96, 5, "The same again, for my neighbour, who did not believe me.", "Sent to her, with your name on the card."], ["tomasz.wren", 150, 4, "Spare collars for grinders you stopped making in 2011. As many as you have.", "Eleven collars, which is all of them, are on their way."],
    ["greta.ashdown", 120, 5, "The handle of my skillet, 1974, needs a rivet that nobody sells.", "Two rivets, turned from the old drawing."], ["greta.ashdown", 40, 4, "A lid for it, if there is one that is not glass.", "A cast lid from the spring run, seasoned once more."], ["dario.bell", 75, 5, "Pizza on a Tuesday for three children and their friends: what stone, and where does it live?", "The thin steel, with a hook for the back of the door."],
    ["otto.hale", 64, 3, "A cooling tray for 400 g that does not rattle.", "The tray with the felt ring; it still hums a little."], ["elspeth.moor", 58, 5, "Forty labels that survive a cellar.", "Forty, and ten for the next glut."], ["tilda.frost", 33, 2, "A hand mill for my mother, whose hands are not what they were.", "The mill with the long arm went out on Monday."], ["bao.lindqvist", 88, 5, "A notebook with squares of exactly five millimetres, to go with the kettles.", "Three of them, from the printer who does our labels."]] as const)
    .map(([by, ago, stars, wish, outcome], at): Story => ({
      by, ago, wish, service: at % 3 === 0 ? "gifts-and-special-orders" : at % 3 === 1 ? "repairs-and-spares" : "choosing-for-your-kitchen", to: at % 2 ? maren : elias, budget: 4000 + at * 1500,
      steps: [
        { at: 2, does: "answer", text: "Gladly. By when would you like it?" }, { at: 5, does: "say", text: "There is no hurry at all." }, { at: 20, does: "understand", text: `${wish} No hurry.` }, { at: 24, does: "confirm" }, { at: 25, does: "answer", text: "Then I know what to look for." },
        { at: 30, does: "propose", title: "What we found", text: "It fits, by the drawing.", price: 3900 + at * 1300 }, { at: 33, does: "accept", option: 0 }, { at: 44, does: "work", minutes: 20 + at * 5, direct: at * 150, text: "Found and sent" }, { at: 48, does: "fulfil", text: outcome },
        { at: 90, does: "rate", stars, text: stars >= 4 ? "Just so." : stars === 3 ? "It does what it should, nearly." : "She cannot turn it either. The kindness was noted." },
      ],
    })),
  { by: "amara.sol", service: "tables-courses-and-tastings", ago: 52, to: elias, wish: "A caterer for a naming day, forty people, next Saturday.", steps: [{ at: 3, does: "decline", text: "We do not cater, and by Saturday we would do it badly.", instead: "Dario, whom you know from the community, knows two kitchens that do." }] },
  { by: "silas.brook", service: "choosing-for-your-kitchen", ago: 70, to: maren, wish: "A pan that photographs well.", steps: [{ at: 4, does: "answer", text: "To cook in, too?" }], lapsed: true },
  { by: "camille.roux", service: "gifts-and-special-orders", ago: 80, to: maren, budget: 9000, wish: "Un bol à thé pour mon père, réparé à l’or si possible.", steps: [
    { at: 3, does: "answer", text: "Avec plaisir. Grand ou petit ?" }, { at: 6, does: "say", text: "Petit, il a les mains fines." }, { at: 20, does: "understand", text: "Un petit bol à thé réparé à l’or, pour votre père." }, { at: 25, does: "confirm" }, { at: 26, does: "answer", text: "J’en ai trouvé un à Limoges." },
    { at: 40, does: "work", minutes: 35, direct: 800, text: "Recherche" }, { at: 70, does: "fulfil", text: "Le bol est parti hier, dans sa boîte de bois." }, { at: 120, does: "rate", stars: 5, text: "Il n’a rien dit, il a bu son thé dedans." }] },
  { by: "ivo.kestrel", service: "gifts-and-special-orders", ago: 27, wish: "A second copy of the book about carbon steel.", steps: [{ at: 1, does: "withdraw", text: "Found mine under the other eleven books." }] },
];

/** Everything that members of the demo world forwarded. */
export const stories: readonly Story[] = [...done, ...ines, ...open].sort((one, other) => other.ago - one.ago);

/** What the demo's desk writes often. */
export const macros: readonly [name: string, text: string][] = [
  ["Thank you, and when", "Thank you, {name}. I have it, and will write again by tomorrow evening at the latest."],
  ["Send it to us", "Please wrap it in something soft, {name}, and use the label I attached. It costs you nothing, and I will tell you when it is here."],
  ["Not found yet", "I have asked three people, {name}, and none of them has it. I am asking two more before I say no."],
  ["Merci, je reviens", "Merci {name}. Je m’en occupe et vous écris d’ici demain soir."],
];
