// What is said in the demo's rooms: [minutes ago, who, what, and the line it answers or belongs under].
export type Line = [ago: number, handle: string, text: string, more?: { replyTo?: number; root?: number; signs?: Record<string, string[]>; pinned?: boolean; card?: { title: string; description: string; site: string } }];
export type SeedRoom = {
  /** The category it belongs to. */
  of?: string;
  kind: "room" | "direct" | "group" | "live"; audience: "public" | "members" | "select" | "premier" | "circle" | "staff" | "invited"; slug: string | null; name: string; topic: string; moderators: string[]; members: string[]; readOnly?: boolean; lines: Line[];
  live?: { host: string; inHours: number; questions: [handle: string, text: string, voters: string[]][] };
};

export const rooms: SeedRoom[] = [
  {
    kind: "room", audience: "public", slug: "kitchen-table", name: "The kitchen table", topic: "Whatever is on the stove. Pull up a chair.", moderators: ["mod.juniper"], members: ["jonas.pike", "hugo.tarn", "tobias.reed"],
    lines: [
      [4300, "mod.juniper", "Welcome to the table. **Be kind, be specific**, and say what you burnt so that others need not.", { pinned: true, signs: { "👋": ["nell.fairway", "fern.abbot", "rosa.tamm", "kofi.arden"] } }],
      [4210, "nell.fairway", "Hello! New here. Is it normal that a cast iron pan *smells* when it first gets hot?"],
      [4205, "greta.ashdown", "Perfectly. Open a window, wipe it thin with oil, and do it again tomorrow.", { replyTo: 2, signs: { "❤️": ["nell.fairway"], "👍": ["hugo.tarn", "bram.oakes"] } }],
      [4190, "hugo.tarn", "Thin is the word. If you can see the oil, it is too much."],
      [2890, "kofi.arden", "Coming off a night. Coffee first, then sleep, in the wrong order as usual."],
      [2884, "tilda.frost", "There is decaf, you know.", { replyTo: 5, signs: { "😄": ["kofi.arden", "ravi.holm", "otto.hale"] } }],
      [2880, "kofi.arden", "I am a nurse, not a monk."],
      [1510, "rosa.tamm", "Who else has a starter that refuses to rise since the weather turned?"],
      [1502, "elspeth.moor", "Mine sulks below nineteen degrees. On top of the fridge it forgives me.", { root: 8 }],
      [1498, "maud.eller", "Airing cupboard. Three hours and it is a different animal.", { root: 8, signs: { "👍": ["rosa.tamm"] } }],
      [1490, "rosa.tamm", "Top of the fridge it is. Thank you both.", { root: 8 }],
      [640, "lotte.brandt", "Camp report: hand grinder at four degrees, `22 clicks`, twice as long to boil, twice as good."],
      [190, "anouk.dray", "La mienne fait un bruit de tracteur le matin. Les voisins savent quand je me lève."],
      [184, "lucien.faure", "Un tapis en liège dessous, et les voisins dorment.", { replyTo: 13, signs: { "🙏": ["anouk.dray"] } }],
      [42, "fern.abbot", "First flat white that did not taste of regret. I only wanted to tell somebody.", { signs: { "🎉": ["samuel.okoro", "ravi.holm", "nell.fairway", "mod.juniper"], "☕": ["kofi.arden"] } }],
      [38, "samuel.okoro", "You told the right table. What did you change?"],
      [31, "fern.abbot", "Finer, and slower with the milk. Also I stopped talking while I poured."],
    ],
  },
  {
    of: "knives-and-care", kind: "room", audience: "members", slug: "repair-bench", name: "Repair bench", topic: "Loose handles, tired burrs, things that tick.", moderators: ["mod.juniper", "tomasz.wren"], members: ["edwin.marsh", "nell.fairway", "silas.brook"],
    lines: [
      [3800, "tomasz.wren", "Photos help. So does saying what you did *before* it broke.", { pinned: true }],
      [3500, "edwin.marsh", "My grinder ticks once a turn. Nothing visibly loose."],
      [3494, "piet.vander", "Once a turn is the shaft or the outer burr seat. Measure the wobble: more than 0.1 mm and it is the seat.", { replyTo: 2, signs: { "👍": ["tomasz.wren", "edwin.marsh"] } }],
      [3300, "edwin.marsh", "0.14 mm. I enclose the surveyor's apology."],
      [3290, "tomasz.wren", "Seat, then. Clean it, turn the burr by a third, tighten crosswise. Ten minutes."],
      [3120, "edwin.marsh", "Silent. I owe the street a drink.", { signs: { "🎉": ["tomasz.wren", "piet.vander", "bram.oakes"] } }],
      [880, "bram.oakes", "Does anybody want the offcuts of a walnut handle? Enough for two knives."],
      [874, "ivo.kestrel", "Yes. Both. My partner says one.", { replyTo: 7 }],
      [860, "bram.oakes", "How I shaped mine, with the mistakes left in: https://bram.example/walnut-handle", { card: { title: "A handle from an offcut", description: "Four evenings, one rasp, and a lesson about grain that I will not have to learn again.", site: "Bram’s shed" }, signs: { "❤️": ["ivo.kestrel"] } }],
      [120, "nell.fairway", "Is there a trick to getting the old washer out? Mine has become one with the machine."],
      [112, "concierge.elias", "A bent paper clip and warm water. If it tears, write to me: the new ones are in the post the same day.", { replyTo: 10, signs: { "🙏": ["nell.fairway"] } }],
    ],
  },
  {
    kind: "room", audience: "members", slug: "la-table", name: "La table", topic: "On y parle français, la bouche pleine.", moderators: ["camille.roux"], members: ["anouk.dray", "odile.perrin"],
    lines: [
      [2600, "camille.roux", "Bienvenue. Torréfaction, confitures, couteaux : tout ce qui prend du temps."],
      [2400, "odile.perrin", "Le cuivre, toujours le cuivre. Je ne discuterai pas."],
      [2393, "lucien.faure", "Nous discuterons donc de la cuillère en bois.", { replyTo: 2, signs: { "😄": ["camille.roux", "maelle.garnier"] } }],
      [700, "maelle.garnier", "Dix à table samedi, deux plaques. Qui a déjà survécu ?"],
      [690, "camille.roux", "Une seule cocotte, et tout le reste la veille.", { replyTo: 4, signs: { "👍": ["maelle.garnier"] } }],
    ],
  },
  {
    kind: "room", audience: "members", slug: "announcements", name: "From Alder & Finch", topic: "What is new. Only the team writes here.", moderators: ["admin.alder"], members: ["fern.abbot", "ines.holloway", "tomasz.wren"], readOnly: true,
    lines: [
      [5200, "admin.alder", "The new kettle bases are in. Who had one on the waiting list has a letter.", { signs: { "🎉": ["priya.thorne", "bao.lindqvist"] } }],
      [1300, "market.rowan", "Thursday evening **Rosa's bread** meets our ovens. Ask the maker is open for questions already."],
    ],
  },
  {
    kind: "room", audience: "premier", slug: "back-room", name: "The back room", topic: "For Premier and Circle: what we try before it is one.", moderators: ["concierge.elias"], members: ["marta.quill", "amara.sol"],
    lines: [
      [2000, "concierge.elias", "The second prototype of the small skillet is here. Forty grams lighter. Six of you can have one for a month."],
      [1990, "greta.ashdown", "Lighter is not always better, but I will try it.", { signs: { "😄": ["concierge.elias"] } }],
      [1984, "priya.thorne", "Me, please. I will weigh everything."],
      [1200, "ines.holloway", "Fourteen people on Saturday. If it survives my supper club it survives anything."],
    ],
  },
  {
    kind: "room", audience: "staff", slug: "team", name: "Team", topic: "Among ourselves.", moderators: ["admin.alder"], members: ["market.rowan"],
    lines: [
      [900, "mod.juniper", "Two reports this morning, both the same spammer. Cleaned up."],
      [893, "concierge.elias", "Thank you. I have the washer question three times now; can we put a picture on the product page?"],
      [870, "admin.alder", "Yes. Rowan, with the next batch?", { signs: { "👍": ["market.rowan"] } }],
    ],
  },
  {
    kind: "live", audience: "members", slug: "ask-the-maker-bread", name: "Ask the maker: bread at home", topic: "Rosa Tamm, baker, up at four. Ask now, vote for what you want answered.", moderators: ["mod.juniper", "rosa.tamm"], members: ["elspeth.moor", "maud.eller", "fern.abbot"], lines: [],
    live: {
      host: "rosa.tamm", inHours: 50,
      questions: [
        ["tobias.reed", "Is a pizza stone worth it in an oven that only reaches 230 degrees?", ["fern.abbot", "maud.eller", "elspeth.moor", "kofi.arden", "nell.fairway"]],
        ["maud.eller", "How wet is too wet for a beginner's loaf?", ["fern.abbot", "elspeth.moor"]],
        ["camille.roux", "Peut-on faire lever une pâte au frais pendant deux jours ?", ["maelle.garnier"]],
      ],
    },
  },
  {
    kind: "group", audience: "invited", slug: null, name: "Saturday supper", topic: "", moderators: ["ines.holloway"], members: ["dario.bell", "amara.sol", "silas.brook"],
    lines: [
      [1450, "ines.holloway", "Fourteen, two rings, one oven. Dario, starters? Amara, the pot?"],
      [1440, "dario.bell", "Starters. Nothing hot."],
      [1432, "amara.sol", "The big pot, slow, on induction, and nobody says a word.", { signs: { "❤️": ["ines.holloway", "dario.bell"] } }],
      [1420, "silas.brook", "I bring the camera and an appetite."],
    ],
  },
  {
    kind: "direct", audience: "invited", slug: null, name: "", topic: "", moderators: [], members: ["fern.abbot", "concierge.elias"],
    lines: [
      [2100, "fern.abbot", "Hello Elias, my grinder arrived without the little brush. Is that on purpose?"],
      [2080, "concierge.elias", "Not on purpose at all. One is on its way, and a spare one with it.", { replyTo: 1, signs: { "🙏": ["fern.abbot"] } }],
      [55, "concierge.elias", "It should have arrived this morning. Did it?"],
    ],
  },
  {
    kind: "direct", audience: "invited", slug: null, name: "", topic: "", moderators: [], members: ["ines.holloway", "dario.bell"],
    lines: [
      [300, "dario.bell", "How sharp do you want the knives on Saturday? I can pass by with the stones."],
      [290, "ines.holloway", "Sharp enough that nobody helps me."],
    ],
  },
];
