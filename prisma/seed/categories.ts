import type { Audience, TopicKind } from "#lib/forum/types.ts";

/** A category of the demo community, in the order it is shown; `parent` is the slug of the one it stands below. */
export type SeedCategory = { slug: string; icon: string; name: string; description: string; colour: string; audience: Audience; locale?: string; parent?: string; open?: Audience; kinds?: TopicKind[] };

export const categories: SeedCategory[] = [
  { slug: "house-news", icon: "megaphone", name: "House news", colour: "ink", audience: "public", open: "staff", kinds: [], description: "What happens at Alder & Finch: workshops, repairs, new things and old mistakes." },
  { slug: "coffee", icon: "coffee", name: "Coffee", colour: "copper", audience: "public", description: "Grinding, water, pouring, and the search for a cup worth getting up for." },
  { slug: "water-and-brewing", icon: "leaf", name: "Water and brewing", colour: "copper", audience: "public", parent: "coffee", description: "From the tap to the cup: reports, recipes, pours and stalls." },
  { slug: "kitchen", icon: "utensils", name: "Kitchen", colour: "ember", audience: "public", description: "Pans, heat, and the small decisions that make dinner." },
  { slug: "knives-and-care", icon: "wrench", name: "Knives and care", colour: "steel", audience: "public", description: "Sharpening, oiling, seasoning, mending. Things that last because someone looks after them." },
  { slug: "sharpening", icon: "star", name: "Sharpening", colour: "steel", audience: "public", parent: "knives-and-care", description: "Stones, rods, angles, and how to tell that it worked." },
  { slug: "recipes", icon: "chef-hat", name: "Recipes", colour: "sage", audience: "public", description: "What you cooked, how it went, and what you would change." },
  { slug: "show-and-tell", icon: "camera", name: "Show and tell", colour: "plum", audience: "public", description: "Benches, shelves, restorations and first loaves." },
  { slug: "ideas", icon: "lightbulb", name: "Ideas", colour: "gold", audience: "public", kinds: ["idea"], description: "What should Alder & Finch make, mend or change? We read everything and answer honestly." },
  { slug: "francais", icon: "globe", name: "En français", colour: "ink", audience: "public", locale: "fr", description: "Café, cuisine, couteaux : la conversation continue en français." },
  { slug: "members-lounge", icon: "users", name: "Members' lounge", colour: "moss", audience: "members", description: "For everyone with an account: introductions, meet-ups and talk beside the point." },
  { slug: "premier-table", icon: "sparkles", name: "Premier table", colour: "gold", audience: "premier", description: "Prototypes, workshop days and plain talk with the people who make the tools." },
  { slug: "staff-room", icon: "key", name: "Staff room", colour: "ink", audience: "staff", description: "For the people of Alder & Finch: what we hear, what we owe, what we do next." },
];
