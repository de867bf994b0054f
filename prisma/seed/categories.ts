import type { Audience } from "#lib/forum/types.ts";

/** A category of the demo community, in the order it is shown. */
export type SeedCategory = { slug: string; name: string; description: string; colour: string; audience: Audience; locale?: string };

export const categories: SeedCategory[] = [
  { slug: "coffee", name: "Coffee", colour: "copper", audience: "public", description: "Grinding, water, pouring, and the search for a cup worth getting up for." },
  { slug: "kitchen", name: "Kitchen", colour: "ember", audience: "public", description: "Pans, heat, and the small decisions that make dinner." },
  { slug: "knives-and-care", name: "Knives and care", colour: "steel", audience: "public", description: "Sharpening, oiling, seasoning, mending. Things that last because someone looks after them." },
  { slug: "recipes", name: "Recipes", colour: "sage", audience: "public", description: "What you cooked, how it went, and what you would change." },
  { slug: "show-and-tell", name: "Show and tell", colour: "plum", audience: "public", description: "Benches, shelves, restorations and first loaves." },
  { slug: "ideas", name: "Ideas", colour: "gold", audience: "public", description: "What should Alder & Finch make, mend or change? We read everything and answer honestly." },
  { slug: "francais", name: "En français", colour: "ink", audience: "public", locale: "fr", description: "Café, cuisine, couteaux : la conversation continue en français." },
  { slug: "members-lounge", name: "Members' lounge", colour: "moss", audience: "members", description: "For everyone with an account: introductions, meet-ups and talk beside the point." },
  { slug: "premier-table", name: "Premier table", colour: "gold", audience: "premier", description: "Prototypes, workshop days and plain talk with the people who make the tools." },
  { slug: "staff-room", name: "Staff room", colour: "ink", audience: "staff", description: "For the people of Alder & Finch: what we hear, what we owe, what we do next." },
];
