/** How the demo's catalogue is arranged: its categories, and what each product has beside its name and price. */
export const shelves: readonly { slug: string; name: string; under?: string }[] = [
  { slug: "coffee", name: "Coffee" }, { slug: "grinders", name: "Grinders", under: "coffee" }, { slug: "brewing", name: "Kettles and brewing", under: "coffee" },
  { slug: "kitchen", name: "Kitchen" }, { slug: "knives", name: "Knives and stones", under: "kitchen" }, { slug: "pans", name: "Pans", under: "kitchen" }, { slug: "table", name: "Board and table", under: "kitchen" },
];

type Place = { shelf: string; availability?: "low" | "out" | "discontinued"; substitute?: string; variants?: [code: string, name: string, priceCents?: number][] };
export const places: Record<string, Place> = {
  "AF-GR-048": { shelf: "grinders", variants: [["AF-GR-048-S", "Steel body"], ["AF-GR-048-W", "Walnut body", 20900]] }, "AF-GR-064": { shelf: "grinders", availability: "low" },
  "AF-KT-090": { shelf: "brewing", variants: [["AF-KT-090-C", "Copper"], ["AF-KT-090-B", "Black enamel", 13900]] }, "AF-DR-002": { shelf: "brewing" }, "AF-PF-100": { shelf: "brewing" }, "AF-SC-210": { shelf: "brewing" },
  "AF-KN-210": { shelf: "knives" }, "AF-KN-120": { shelf: "knives" }, "AF-KN-270": { shelf: "knives", availability: "out", substitute: "AF-KN-210" }, "AF-WS-106": { shelf: "knives" },
  "AF-CI-260": { shelf: "pans" }, "AF-CS-240": { shelf: "pans" }, "AF-SP-180": { shelf: "pans", availability: "low" },
  "AF-MI-140": { shelf: "table" }, "AF-BD-400": { shelf: "table" }, "AF-OI-250": { shelf: "table" },
};
