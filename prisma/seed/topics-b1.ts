import { spoken } from "./spoken.ts";

/** Knives and care, and two more about coffee. */
export const topicsB1 = [
  spoken({ category: "sharpening", title: "How do I know when a knife is actually sharp?", kind: "question", daysAgo: 140, by: "tobias.reed", accepted: 3,
    text: "Everyone tests differently: paper, tomatoes, arm hair. My chef's knife passes some and fails others. Which test should I believe?" }, `
    jonas.pike: The tomato does not lie. Paper can be bribed with speed.
    junia.marsh: I own one good knife and my test is whether I swear.
    hanne.vik: Kitchen paper, cut slowly, with a push and no slice. A toothy edge tears it, a dull one folds it, a sharp one *whispers* through. If only part of the edge fails, mark that part and go back to the stone there. ¶ Arm hair tells you about the polish, not about the edge you cook with.
    tobias.reed >3: It whispers for the first two thirds and then coughs near the heel.
    hanne.vik: Then you lift the handle at the end of the stroke. Everybody does. Put a coin under the spine at the heel and feel the angle.
    piet.vander: One degree at 45 mm blade height is 0.8 mm at the spine. Two stacked coins. Now it is a measurement.
    yusuf.penn: In class we use a ripe grape on a board, one finger, no pressure. If it rolls away it is dull. If it falls in half, we stop and cook.
    greta.ashdown: I listen to the onion. It should not crunch.
    tobias.reed: Coin under the heel, ten strokes, whispers all the way now. Onion is silent. Thank you.
    junia.marsh: Report from the other end of the family: my father has now measured my angle with a theodolite.
    edwin.marsh >10: It was a digital inclinometer. 14.6°.`),
  spoken({ category: "knives-and-care", title: "Orange spots on the petty knife after one night in the sink", kind: "question", daysAgo: 119, by: "kofi.arden", accepted: 2,
    text: "Night shift, lemon, sink, bed. You know the rest. The core has orange freckles along the edge. Is it ruined, and how do I confess to it?" }, `
    ivo.kestrel: Lemon and overnight. Brave.
    lucien.faure: Nothing is ruined. Cork, a little baking soda, a drop of water; rub along the edge, never across. Rinse, dry, one drop of oil. Red rust wipes off; what stays grey is patina and it protects.
    hanne.vik: What Lucien said. If you can feel a pit with a fingernail, one pass on the 1000 side takes it out.
    kofi.arden: The cork worked and my kitchen smells faintly of wine, which is an improvement.
    bram.oakes: While you are there, look at the handle where it met the water. If the ash is furry, sand it at 400 and oil it twice.
    elspeth.moor: A wooden rack by the board cured me of sinks. If there is no place for a knife to dry, it will find one.
    kofi.arden >5: Furry, yes. Oil is drinking in now.
    concierge.elias: If a pit reaches the edge after that, send it in. The first regrind of a petty is on us, freckles or not.
    wilma.crane: For the archive: this is the fourth lemon-and-sink topic since spring. All four knives survived.`),
  spoken({ category: "knives-and-care", title: "Reseasoning cast iron: the thin coats rule, with proof", kind: "discussion", daysAgo: 101, by: "greta.ashdown",
    text: "I am asked every month, so here it is once. Wash. Dry on the flame. One teaspoon of rapeseed oil for the whole pan. Then wipe it off **as if you had put it on by mistake**. One hour at 220 °C, upside down. Let it cool in there. Three times. ¶ What people do instead is leave the oil on. That is how you get a pan that is sticky like a cinema floor." }, `
    hugo.tarn: "As if you had put it on by mistake" should be printed on the handle.
    amara.sol: Does induction change anything? Mine goes from cold to fury in a minute.
    greta.ashdown >2: Warm it slowly, always. Iron does not like surprises. Level four for five minutes and then do as you please.
    jonas.pike: Flaxseed people on the internet say otherwise.
    greta.ashdown: Flaxseed flakes off in sheets after a year. I have buried two pans that way. Rapeseed.
    rosa.tamm: At the bakery we do tins with the same rule. Thin, hot, again. Forty years, never a stuck loaf.
    dario.bell: And then fry potatoes in it for a week. Potatoes are the fourth coat.
    tilda.frost: I wiped until I was sure nothing was left, and it still came out darker and smoother. Witchcraft.
    piet.vander: A film of 0.02 mm is about right. A teaspoon over 1,100 cm² is 0.04 before wiping. She is correct to the micron.
    greta.ashdown >9: I have never been told that before and I shall have it embroidered.
    maud.eller: Can I use the outdoor oven? Asking because my smoke alarm has feelings.
    greta.ashdown: Outdoors is best. Upside down all the same.
    nell.fairway: Did three coats on a charity shop pan. Fried an egg on it this morning and it *slid*. I called my mother.`),
  spoken({ category: "knives-and-care", title: "End-grain board: a crack has opened between two blocks", kind: "question", daysAgo: 83, by: "ines.holloway", accepted: 4,
    text: "The 40 cm board, two years old, oiled every month. A gap of maybe half a millimetre has opened along one glue line, eight centimetres long. Supper club is on Saturday. Can I save it, and what did I do?" }, `
    bram.oakes: Did it ever lie flat while wet on one side?
    ines.holloway >1: It lives flat. One side wet, other side on the counter, every single day. Oh.
    cleo.varga: Clay does the same. One side dries faster and it pulls itself apart.
    bram.oakes: Wood moves across the grain when it drinks on one side only. Stand it on edge for three days in the room, not by the oven. The gap will close by half. Then warm it gently, run thin wood glue in with a palette knife, strap it with two belts overnight, scrape, oil both sides. After that: **both sides wet, both sides dry, stood on edge**.
    lucien.faure: And never the dishwasher, even for a moment, even for love.
    ines.holloway: Belts! I have belts. Standing it up now.
    edwin.marsh: Measure the gap daily. I would like the curve.
    ines.holloway >7: Day 1: 0.5. Day 2: 0.3. Day 3: 0.2. Glued on day three.
    edwin.marsh: Thank you. Beautiful curve.
    ines.holloway: Saturday survived, fourteen guests, one duck. You cannot find the line unless you know where to look.
    concierge.elias: Noted for the care leaflet: "stand it on edge" moves to the first line. Thank you both.`),
  spoken({ category: "sharpening", title: "Which first: the 1000 or just a rod?", kind: "question", daysAgo: 66, by: "nell.fairway", accepted: 3,
    text: "Everyone here owns stones. I own a drawer. If I buy one thing to keep two knives working, is it the two-sided whetstone or a ceramic rod?" }, `
    sunniva.lark: On the boat a rod, because nothing has to lie flat.
    ivo.kestrel: Stone. A rod without a stone is perfume without a bath.
    yusuf.penn: Stone first, and only the 1000 side for the first months. A rod keeps an edge that exists; it cannot make one. Soak ten minutes, fifteen degrees, light hands, until you feel a burr along the *whole* edge, then the other side. Half an hour, four times a year.
    jonas.pike: What does a burr feel like to somebody who has never felt one?
    hanne.vik >4: Stroke away from the edge with a thumb. It catches, like the rim of a torn stamp.
    nell.fairway: I felt it! Then I lost it. Then it was on the wrong side.
    hanne.vik: That is exactly how it goes. Chase it back and forth, lighter each time, until it has nowhere to go.
    silas.brook: Photograph the scratches with your phone zoomed in. They tell you where you never touched.
    nell.fairway: Two knives done. My lettuce is frightened.`),
  spoken({ category: "knives-and-care", title: "Pepper mill turning but not grinding", kind: "question", daysAgo: 47, by: "camille.roux", accepted: 2,
    text: "The ash mill turns freely and gives almost nothing. Same pepper as always, I think. It is four years old and has never been opened." }, `
    tilda.frost: Mine did this after a bag of *dried* pink berries. They are not pepper, they are resin.
    tomasz.wren: Resin on the burr. Unscrew the cap, lift the shaft, brush the cone dry. No water. Run a spoon of dry rice through it, then throw that away. Worn burrs look shiny on top; yours will not.
    camille.roux >1: Pink berries. At Christmas. I am found out.
    edwin.marsh: The guarantee is ten years on the mechanism, receipt or no receipt. I have the leaflet.
    camille.roux: Rice went through grey, then white. It grinds like the first day.
    odile.perrin: Et moi qui en ai racheté un.
    concierge.elias: Odile, keep both: one for the table, one for the berries. If the older one wants a new cone, write to me.`),
  spoken({ category: "knives-and-care", title: "What lives in your care drawer?", kind: "discussion", daysAgo: 25, by: "lucien.faure",
    text: "Mine: cork, a tin of camellia oil, a strip of old belt, 400 paper, and a toothbrush that has seen things. Nothing cost more than a coffee. Yours?" }, `
    hanne.vik: Three stones, a flattening plate, a marker pen for the edge, and a plaster. Always a plaster.
    bram.oakes: Beeswax ends, a card scraper, and belts, thanks to Ines.
    greta.ashdown: One rag. It is older than some of you.
    priya.thorne: Citric acid, labelled. Baking soda, labelled. A third jar, not labelled, and I am afraid of it.
    piet.vander: Feeler gauges. Do not laugh.
    ines.holloway >5: I laughed, and then I wanted them.
    tomasz.wren: Brush, rice, hex keys, the little spring that flies away, and four spare little springs.
    wilma.crane: A notebook with the dates. It turns out I oil things when I am sad.
    yusuf.penn: A wine cork with a needle in it, for the hole in the grinder's zero screw.
    maelle.garnier: Une vieille brosse à dents aussi. Elle a son propre tiroir.
    marta.quill: Isopropanol and a pipette. Before anyone asks: yes, I clean the pipette.`),
  spoken({ category: "water-and-brewing", title: "One kettle for six people: how do you serve filter to a crowd?", kind: "question", daysAgo: 58, by: "ines.holloway", accepted: 3,
    text: "Fourteen guests on Saturdays, one Heron and two drippers. Someone is always holding a cold cup. How do you do this with grace?" }, `
    kofi.arden: A flask, warmed with boiling water first. On the ward we serve eleven from one.
    bao.lindqvist: Two drippers in parallel, one flask each, start them a minute apart. You pour one while the other drains.
    samuel.okoro: Brew it before they want it. A litre at a time at 62 g, straight into a **preheated** flask, lid on. It holds 80 °C for an hour and tastes the same at minute forty as at minute five, if nobody keeps it on heat. Grind two clicks coarser than for one cup.
    marta.quill: Confirming minute forty: I have the refractometer readings. It is the hot plate that kills coffee, not the clock.
    tilda.frost: And one small decaf flask with a ribbon on it. We are many and we are polite.
    ines.holloway: Two flasks, one ribbon, nobody cold. One guest asked who my barista was. He is a flask.
    ravi.holm: I felt a chill of irrelevance reading this.`),
  spoken({ category: "coffee", title: "Espresso at home: what would you not buy again?", kind: "discussion", daysAgo: 33, by: "ravi.holm",
    text: "Twelve years in. I'll start: a tamper that clicks, a tray for the tamper that clicks, and a light under the cup. What is in your drawer of shame?" }, `
    piet.vander: A funnel with a magnet. It is a ring.
    jonas.pike: All of it. I went back to the dripper and slept better.
    otto.hale: The second scale. I weighed on both and trusted neither.
    marta.quill: A thermometer for the steam wand. My hand knew already.
    silas.brook: The light under the cup was for me, I think. It photographs well. I am sorry.
    ravi.holm >5: Ours was blue. We do not speak of it.
    tomasz.wren: What I *would* buy again: a good grinder, first, before the machine. Every repair I do begins with someone who did it the other way round.
    bao.lindqvist: Puck screens. They make cleaning a thin metal disc part of my morning.
    lotte.brandt: A travel lever machine. It has travelled twice.
    samuel.okoro: Nothing. I have it all at work, and at home I drink tea.
    wilma.crane: Filing this under "confessions", next to the bread machines.`),
];
