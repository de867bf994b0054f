import type { Role } from "#lib/core/actor.ts";
import { mulberry32, pick } from "./random.ts";

/** How someone lives with the brand: devoted buys and takes part, buyer only buys, advocate only takes part, quiet does little. */
export type Habit = "devoted" | "buyer" | "advocate" | "quiet";
export type SeedPerson = { handle: string; name: string; bio: string; habit: Habit; tier: number; role: Role; locale: "en" | "fr"; email: string; signsIn: boolean; joinedDaysAgo: number };

type Sketch = [handle: string, name: string, habit: Habit, tier: number, bio: string];

const english: Sketch[] = [
  ["marta.quill", "Marta Quill", "devoted", 3, "Former bench chemist. I measure things so you do not have to."],
  ["tomasz.wren", "Tomasz Wren", "devoted", 2, "Repairs grinders for half the street. Short answers, long screws."],
  ["ines.holloway", "Ines Holloway", "devoted", 2, "Runs a supper club for fourteen in a very small flat."],
  ["bao.lindqvist", "Bao Lindqvist", "devoted", 2, "Two kettles, one notebook, no patience for mysticism."],
  ["greta.ashdown", "Greta Ashdown", "devoted", 3, "Seventy-one. Cooked on the same skillet since 1974."],
  ["yusuf.penn", "Yusuf Penn", "advocate", 1, "Teaches knife skills at a community kitchen."],
  ["priya.thorne", "Priya Thorne", "devoted", 2, "Water engineer. Yes, I will ask for your hardness report."],
  ["samuel.okoro", "Samuel Okoro", "advocate", 1, "Café manager, six years on bar, still learning at home."],
  ["hanne.vik", "Hanne Vik", "advocate", 1, "Sharpener by trade. I hear edges."],
  ["dario.bell", "Dario Bell", "devoted", 2, "Trattoria cook turned father of three. Fast food, done properly."],
  ["nell.fairway", "Nell Fairway", "advocate", 0, "New to all of this and asking everything."],
  ["edwin.marsh", "Edwin Marsh", "buyer", 1, "Retired surveyor. I keep the receipts and the tolerances."],
  ["rosa.tamm", "Rosa Tamm", "advocate", 1, "Baker. Up at four, opinions by five."],
  ["ivo.kestrel", "Ivo Kestrel", "buyer", 2, "Collects carbon steel. My partner calls it an infestation."],
  ["fern.abbot", "Fern Abbot", "advocate", 0, "First good grinder at forty. Making up for lost mornings."],
  ["jonas.pike", "Jonas Pike", "quiet", 0, "Sceptic. Show me the blind tasting."],
  ["lotte.brandt", "Lotte Brandt", "advocate", 1, "Camp stoves, hand grinders, wet socks."],
  ["amara.sol", "Amara Sol", "devoted", 2, "Cooks West African food on induction, against advice."],
  ["piet.vander", "Piet Vander", "buyer", 1, "Machinist. If it wobbles I will tell you by how much."],
  ["wilma.crane", "Wilma Crane", "advocate", 1, "Librarian. I remember who said what, and when."],
  ["otto.hale", "Otto Hale", "devoted", 2, "Roasts four hundred grams at a time in a shed."],
  ["junia.marsh", "Junia Marsh", "quiet", 0, "Edwin's daughter. Owns one good knife."],
  ["kofi.arden", "Kofi Arden", "advocate", 1, "Nurse on nights. Coffee is clinical equipment."],
  ["sunniva.lark", "Sunniva Lark", "buyer", 1, "Boat kitchen, sixty centimetres of worktop."],
  ["tobias.reed", "Tobias Reed", "quiet", 0, "Student. Cooks for six on a Thursday."],
  ["elspeth.moor", "Elspeth Moor", "devoted", 2, "Preserves everything that holds still."],
  ["ravi.holm", "Ravi Holm", "advocate", 1, "Home espresso since before it was sensible."],
  ["cleo.varga", "Cleo Varga", "buyer", 1, "Potter. Will talk about glaze if let."],
  ["hugo.tarn", "Hugo Tarn", "quiet", 0, "Mostly here for the cast iron."],
  ["maud.eller", "Maud Eller", "advocate", 1, "Allotment, glut, chutney, repeat."],
  ["silas.brook", "Silas Brook", "buyer", 2, "Photographer of food other people made."],
  ["anouk.dray", "Anouk Dray", "advocate", 1, "Bilingual household, one very loud mill."],
  ["bram.oakes", "Bram Oakes", "quiet", 0, "Woodworker. I fix handles."],
  ["tilda.frost", "Tilda Frost", "devoted", 2, "Decaf after noon and proud of it."],
];

const french: Sketch[] = [
  ["camille.roux", "Camille Roux", "devoted", 2, "Torréfactrice amateur à Nantes. Je note tout."],
  ["lucien.faure", "Lucien Faure", "advocate", 1, "Ancien coutelier. La patience coupe mieux que l'acier."],
  ["maelle.garnier", "Maëlle Garnier", "advocate", 1, "Petite cuisine, grandes tablées."],
  ["odile.perrin", "Odile Perrin", "buyer", 1, "Confitures, cuivre, et un peu de mauvaise foi."],
];

const staff: [handle: string, name: string, role: Role, email: string, bio: string][] = [
  ["mod.juniper", "Juniper Hale", "moderator", "moderator@demo.invalid", "Keeps the room pleasant. Alder & Finch."],
  ["concierge.elias", "Elias Thorn", "concierge", "concierge@demo.invalid", "Ask me where your order is, or how to mend it. Alder & Finch."],
  ["concierge.maren", "Maren Ostler", "concierge", "maren@demo.invalid", "Finds what is not sold any more. Alder & Finch."],
  ["market.rowan", "Rowan Pell", "marketer", "marketer@demo.invalid", "Listens first, writes the newsletter second. Alder & Finch."],
  ["admin.alder", "Signe Alder", "admin", "admin@demo.invalid", "Looks after the community. Alder & Finch."],
];

const emails: Record<string, string> = { "fern.abbot": "customer@demo.invalid", "ines.holloway": "premium@demo.invalid" };
const given = ["Alba", "Anders", "Beatrix", "Caspian", "Dagny", "Emeric", "Fenna", "Gideon", "Hedda", "Ilse", "Jarek", "Kaia", "Leif", "Mirela", "Nils", "Oona", "Pascoe", "Quentin", "Runa", "Soren", "Thea", "Ulric", "Vesna", "Wystan", "Ysolde", "Zeno", "Imre", "Orla", "Tarek", "Noor", "Zadie", "Malik"];
const family = ["Applegarth", "Birchwater", "Coldbrook", "Dovecote", "Elderfield", "Foxmoor", "Gillyflower", "Hartwell", "Ironside", "Juniperson", "Kettleby", "Larkspur", "Millrace", "Nettlefold", "Oatridge", "Pepperell", "Quince", "Rookwood", "Saltmarsh", "Thistleton", "Underhill", "Vinewright", "Whetstone", "Yarrowby"];

/** How many members are made from the lists of names, beside the named ones. */
export const madeUp = 160;

function named(sketches: Sketch[], locale: "en" | "fr", random: () => number): SeedPerson[] {
  return sketches.map(([handle, name, habit, tier, bio]) => ({
    handle, name, bio, habit, tier, locale, role: "customer", signsIn: handle in emails,
    email: emails[handle] ?? `${handle}@people.invalid`, joinedDaysAgo: 400 + Math.floor(random() * 160),
  }));
}

function habitOf(draw: number): Habit {
  if (draw < 0.07) return "devoted";
  if (draw < 0.2) return "buyer";
  return draw < 0.34 ? "advocate" : "quiet";
}

/** Everyone in the demo world, the same on every call. Handles and addresses are unique. */
export function people(): SeedPerson[] {
  const random = mulberry32(20_260);
  const all = [...named(english, "en", random), ...named(french, "fr", random)];
  for (const [handle, name, role, email, bio] of staff) {
    all.push({ handle, name, bio, role, email, habit: "advocate", tier: 0, locale: "en", signsIn: true, joinedDaysAgo: 560 });
  }
  const taken = new Set(all.map((person) => person.handle));
  while (all.length < english.length + french.length + staff.length + madeUp) {
    const [first, last] = [pick(random, given), pick(random, family)];
    const handle = `${first}.${last}`.toLowerCase();
    if (taken.has(handle)) continue;
    taken.add(handle);
    const habit = habitOf(random());
    const tier = habit === "devoted" ? 1 + Math.floor(random() * 2) : Number(habit === "buyer" && random() < 0.5);
    all.push({
      handle, name: `${first} ${last}`, bio: "", habit, tier, role: "customer", locale: "en", signsIn: false,
      email: `${handle}@people.invalid`, joinedDaysAgo: 40 + Math.floor(random() * 500),
    });
  }
  return all;
}
