/** A product of the demo catalogue; prices are net, in cents. */
export type SeedProduct = { code: string; name: string; description: string; priceCents: number };

export const products: SeedProduct[] = [
  { code: "AF-GR-048", name: "Finch hand grinder", priceCents: 18900, description: "48 mm conical steel burrs, two bearings, 20 µm a click. Holds 32 g." },
  { code: "AF-GR-064", name: "Alder bench grinder", priceCents: 46500, description: "64 mm flat burrs, stepless collar, single dosing. Runs at 60 dB beside a sleeping house." },
  { code: "AF-KT-090", name: "Heron kettle, 0.9 l", priceCents: 14900, description: "Gooseneck with a thermometer in the lid and a handle that stays cool." },
  { code: "AF-DR-002", name: "Wren dripper, size 02", priceCents: 3200, description: "Stoneware cone with twelve ribs. Takes common 02 papers." },
  { code: "AF-PF-100", name: "Wren papers, 100 sheets", priceCents: 850, description: "Oxygen-bleached cone papers, 02." },
  { code: "AF-SC-210", name: "Bench scale 0.1 g", priceCents: 6900, description: "2 kg by 0.1 g, quick to settle, silicone mat, charges over USB-C." },
  { code: "AF-KN-210", name: "Chef's knife 210 mm", priceCents: 16500, description: "Carbon core between stainless cheeks, 61 HRC, oiled ash handle." },
  { code: "AF-KN-120", name: "Petty knife 120 mm", priceCents: 9800, description: "The small blade that ends up doing half the work." },
  { code: "AF-KN-270", name: "Bread knife 270 mm", priceCents: 11200, description: "Wide shallow scallops; we regrind it for you once." },
  { code: "AF-WS-106", name: "Whetstone 1000/6000", priceCents: 7400, description: "Two-sided water stone with an ash cradle and a flattening plate." },
  { code: "AF-CI-260", name: "Cast iron skillet 26 cm", priceCents: 9200, description: "Machined cooking face, 2.3 kg, seasoned twice with rapeseed oil." },
  { code: "AF-CS-240", name: "Carbon steel pan 24 cm", priceCents: 6400, description: "2.5 mm steel, waxed. Light enough to toss, heavy enough to sear." },
  { code: "AF-SP-180", name: "Copper saucepan 18 cm", priceCents: 22800, description: "2 mm copper on a thin steel lining. Made for caramel." },
  { code: "AF-MI-140", name: "Ash pepper mill 14 cm", priceCents: 5800, description: "Case-hardened mechanism, six settings, ten-year guarantee." },
  { code: "AF-BD-400", name: "End-grain board 40 cm", priceCents: 12400, description: "Beech end grain on rubber feet. Kind to edges." },
  { code: "AF-OI-250", name: "Board and handle oil, 250 ml", priceCents: 1450, description: "Linseed and beeswax; nothing else." },
];
