import { spoken } from "./spoken.ts";
import type { SeedTopic } from "./topic-shape.ts";

/** House news: what the people of Alder & Finch tell everyone. */
export const topicsC1: SeedTopic[] = [
  spoken({ category: "house-news", title: "The spring workshops: three Saturdays, twelve chairs each", kind: "announcement", daysAgo: 6, by: "concierge.elias",
    text: "Three Saturdays in the old tram depot: **sharpening** with Ines, **water and brewing** with Marta, and **mending handles** with whoever brings the worst one. ¶ Twelve chairs each, a bench for everyone, soup at one. Say here which one you want; we draw lots on Friday and nobody pays for a chair that stays empty." }, `
    ines.holloway: I bring six stones and a pile of tomatoes. Bring a knife you are ashamed of.
    fern.abbot: Sharpening, please. Mine tears bread.
    jonas.pike: Handles. I own the worst one. I will fight for this title.
    concierge.elias >3: Noted, with photographs expected.
    camille.roux: Is the depot reachable by train from Nantes in a morning? Asking for someone with a very early kettle.
    concierge.elias >5: With one change, and we start at ten because of you.`),
];
