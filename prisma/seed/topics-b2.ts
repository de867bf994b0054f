import { spoken } from "./spoken.ts";

/** Recipes and kitchen. */
export const topicsB2 = [
  spoken({ category: "recipes", title: "Thursday rice for six, one pan, forty minutes", kind: "discussion", daysAgo: 132, by: "tobias.reed",
    text: "Student kitchen, one skillet, six people, about nine euros. Onions slowly, then two spoons of tomato paste until it goes brick red, 400 g rice stirred in the fat, 800 ml stock, lid, eighteen minutes, ten off the heat. Peas at the end. What would you change without making it dearer?" }, `
    dario.bell: A strip of lemon peel under the lid. Free if you were squeezing one anyway.
    amara.sol: Bloom half a teaspoon of ground dried chilli *with* the paste. This is halfway to something my aunt would recognise.
    greta.ashdown: Do not lift the lid. I can tell from here that you lift the lid.
    tobias.reed >3: I lift the lid.
    hugo.tarn: Cast iron keeps the heat, so take it off at sixteen minutes. The bottom crust is yours, cook's privilege.
    amara.sol: The crust is the point! Two minutes of high heat at the end, listen for crackling, then off.
    elspeth.moor: A spoon of any chutney on top. Maud will have sent you one already.
    maud.eller >7: I have not, but I will.
    tobias.reed: Crust version last night: there was a fight over it. With forks.
    kofi.arden: Made it at 7 a.m. after nights with leftover chicken. Ward three now asks for "Tobias rice".
    tobias.reed: I have peaked.`),
  spoken({ category: "recipes", title: "Sourdough that does not need you at three in the morning", kind: "discussion", daysAgo: 117, by: "rosa.tamm",
    text: "People think I get up at four for the dough. I get up at four for the *shop*. At home: 500 g flour, 350 g water, 100 g starter, 10 g salt, mixed at six in the evening, folded three times until nine, into the cold until whenever you wake. Bake from cold in the skillet with a pot over it, 245 °C, 25 minutes covered, 18 without." }, `
    nell.fairway: What is a fold, in words for a frightened person?
    rosa.tamm >1: Wet hand, take the far side, pull up until it complains, lay it over the near side. Turn the bowl a quarter. Four times is one fold.
    edwin.marsh: My kitchen is 17.5 °C. Does nine o'clock become eleven?
    rosa.tamm >3: It becomes half past ten. Look at the dough, not the clock: half as big again and a bit wobbly.
    elspeth.moor: Baked in the 26 skillet under the old enamel pot. Best ears I have had, on bread or otherwise.
    junia.marsh: I do not have a starter. Please do not send me one. I travel.
    rosa.tamm >6: A pinch of yeast, 1 g, and leave everything else. It will be nearly as good and it will forgive you.
    junia.marsh: It forgave me.
    jonas.pike: Weighed the crust against a bakery loaf. Yours is 2 mm thicker. I prefer it and resent the evidence.
    piet.vander: Bread knife note: on a crust like that the 270 wants a long stroke and no pressure. Let the scallops work.
    nell.fairway: I did a fold! It complained!
    silas.brook: May I photograph somebody's ear?`),
  spoken({ category: "recipes", title: "Caramel in the copper pan, without a thermometer", kind: "question", daysAgo: 96, by: "cleo.varga", accepted: 2,
    text: "I bought the 18 cm copper for exactly this and I am scared of it. Dry or wet? Do I stir? At which colour do I run?" }, `
    tilda.frost: Do not taste it to check. I will say no more.
    odile.perrin: À sec, petit feu, et on ne remue pas: on *incline*. Quand la fumée commence à peine et que la couleur est celle du vieux miel, hors du feu, tout de suite. Le cuivre s'arrête quand on lui dit; c'est pour ça qu'on le paie. ¶ (Dry, low, tilt instead of stirring, the colour of old honey, off at the very first wisp. Copper stops when told; that is what one pays for.)
    dario.bell: Warm the cream first. Cold cream on caramel is a volcano with opinions.
    cleo.varga: Old honey! I know that colour, it is an iron glaze at 1,180.
    marta.quill: About 175 °C, for those who need it in numbers. From 180 it turns bitter within twenty seconds.
    cleo.varga: First batch too pale, second perfect, third burnt because I was admiring the second.
    odile.perrin >6: C'est le parcours normal.
    maelle.garnier: Et pour nettoyer: de l'eau, on fait bouillir, c'est tout. Jamais la paille de fer.`),
  spoken({ category: "recipes", title: "Jollof on induction, against advice", kind: "discussion", daysAgo: 78, by: "amara.sol",
    text: "I was told it cannot be done without flame. So: carbon steel 24, base of blended peppers and tomato reduced until it *sulks*, long grain washed four times, lid with foil, level three for thirty minutes. Then nine, two minutes, for the smoke everyone said I would not get. ¶ I got it." }, `
    dario.bell: "Reduced until it sulks" is a precise unit in my kitchen too.
    samuel.okoro: As a member of the other jollof nation, I object on principle and will be cooking this on Sunday.
    amara.sol >2: The principle is noted. Bring a fork.
    ivo.kestrel: Carbon steel is the secret here: it jumps to heat at the end, cast iron would take five minutes and overcook the top.
    priya.thorne: Washed four times because of the starch or because of your mother?
    amara.sol: Yes.
    samuel.okoro: Sunday report: smoke at 1:50, family silent, which is our highest grade. I withdraw nothing and want seconds.
    nell.fairway: What rice exactly? "Long grain" had eleven kinds.
    amara.sol >8: Parboiled, the yellowish one. Basmati breaks its heart in this.
    yusuf.penn: We cooked it with twelve people at the community kitchen on two plug-in plates. Twelve for twelve.
    market.rowan: Reading along with great pleasure and a growing hunger. May we print this one, with your name and your words, in the winter letter?
    amara.sol >11: With my words, yes. Keep "sulks".`),
  spoken({ category: "recipes", title: "A soup for people who cannot taste much right now", kind: "discussion", daysAgo: 61, by: "kofi.arden",
    text: "Half my patients, and last week I, have no nose. What do you cook for someone who only gets salt, sour and texture?" }, `
    greta.ashdown: Barley broth with a great deal of lemon. The barley is something to *do*.
    elspeth.moor: Pickled things. Vinegar reaches people whom nothing else reaches.
    priya.thorne: Cold yoghurt soup with cucumber, ice in it. Temperature is a taste when the others are gone.
    dario.bell: Potato soup, crisp bacon on top. Soft and loud.
    rosa.tamm: Toast, very dark, with butter and coarse salt. Sorry, not soup. It is the crunch.
    bao.lindqvist: Hot and sour broth. Half vinegar, half white pepper, tofu for the texture. I could feel it with a cold like concrete.
    wilma.crane: My grandmother put a whole preserved lemon in chicken stock. I got a quarter of it back that week: the sour quarter.
    kofi.arden: Did Greta's on Monday and Bao's on Tuesday. A man of eighty-one asked me whether the second one was legal.
    bao.lindqvist >8: It is tolerated.`),
  spoken({ category: "recipes", title: "Plum chutney that does not taste of Christmas", kind: "discussion", daysAgo: 43, by: "maud.eller",
    text: "The plums have come, all of them, today. I want chutney without clove, cinnamon or star anise. Last year's tasted like a candle." }, `
    elspeth.moor: Mustard seed, coriander seed, fresh ginger, bay. Two parts plum, one onion, half vinegar, a third sugar. No candle.
    camille.roux: Un peu de café, vraiment: une cuillère d'espresso par litre. It makes plums taste more like plums.
    maud.eller >2: I am doing this and blaming you.
    greta.ashdown: Salt it like food, not like jam. That is what people forget.
    lucien.faure: Du poivre long si vous en trouvez. Sinon du noir, moulu gros, à la fin.
    maud.eller: Eleven jars. Camille, you are right and it is upsetting. Coffee it is.
    tobias.reed: A jar has arrived. It is on the rice. It is *very* on the rice.
    hugo.tarn: Is there a list for jars?
    maud.eller >8: There is now.`),
  spoken({ category: "recipes", title: "Eggs: your one way", kind: "discussion", daysAgo: 17, by: "dario.bell",
    text: "Three children, three ways, every morning. I need yours. One way each, five lines at most, no photographs of brunch." }, `
    greta.ashdown: Skillet, bacon fat, medium, spoon the fat over. Two minutes. Salt. Leave them alone.
    marta.quill: 63 °C, 45 minutes. I know.
    jonas.pike >2: She knows.
    nell.fairway: Boiled, seven minutes, cold water, peeled under the tap while crying.
    amara.sol: Scrambled into very hot oil with onion and scotch bonnet, twenty seconds, bread.
    maelle.garnier: Cocotte: crème, œuf, ciboulette, douze minutes au bain-marie. Les enfants trempent.
    lotte.brandt: In the mug of the camp stove, stirred with the toothbrush handle. The clean end.
    yusuf.penn: Omelette, three eggs, butter the size of a walnut, forty seconds, fold, onto the plate before you think it is ready.
    tilda.frost: Poached in the kettle. *Not* in a Heron, Elias, relax.
    concierge.elias >9: I had already stood up.
    dario.bell: Child one: Greta. Child two: Maëlle, "because dipping". Child three wants the toothbrush one.`),
  spoken({ category: "kitchen", title: "Sixty centimetres of worktop: what earns its place?", kind: "discussion", daysAgo: 109, by: "sunniva.lark",
    text: "Boat galley. I have room for one board, one pan, one knife, and an argument. What stays out, what goes under the floor?" }, `
    ines.holloway: The board stays, always; it *is* the worktop.
    lotte.brandt: One pot with a lid that is also a pan. Everything else is vanity or ballast.
    ivo.kestrel: Carbon steel 24. Light in a swell, and nothing to chip.
    sunniva.lark >3: It has flown. It landed. It was fine. The locker was not.
    maelle.garnier: Dans ma petite cuisine: tout ce qui pend ne prend pas de place. Une tringle, des crochets.
    edwin.marsh: Draw it to scale on squared paper first. You have about 0.33 m² once the sink is covered.
    kofi.arden: The hand grinder stays out. Morale is load-bearing.
    sunniva.lark: Board over the sink, carbon pan on a hook, petty on a magnet with a strap, grinder in my coat. We sail on Friday.
    bram.oakes: If you want rails on that board so it cannot slide, send me the measurements.
    sunniva.lark >9: 402 by 300. You are a good man.`),
  spoken({ category: "kitchen", title: "My 24 cm carbon steel has a rainbow and a bald spot", kind: "question", daysAgo: 71, by: "hugo.tarn", accepted: 2,
    text: "After three months: blue and gold at the edges, bare grey in the middle where I fry. Is the seasoning coming off into dinner?" }, `
    jonas.pike: If it were, you would be the shiniest man in the forum.
    ivo.kestrel: The rainbow is heat, the bald spot is tomato or wine: acid takes seasoning off where food sits. Nothing dangerous, it is iron. Dry it on the flame, one drop of oil, wipe it away, heat until it just smokes. Do that after washing for a week and stop counting.
    greta.ashdown: Told you. Potatoes.
    hugo.tarn: It was shakshuka. Twice a week.
    priya.thorne: That is one acid bath per 84 hours. Keep the shakshuka in something lined and the pan will forgive you.
    amara.sol: Or use it anyway and reseason on Sundays. A pan is not a painting.
    hugo.tarn: One week of wiping. The middle is the colour of tea now, and eggs leave when asked.`),
  spoken({ category: "kitchen", title: "The quietest way to cook at six in the morning", kind: "question", daysAgo: 38, by: "anouk.dray", accepted: 4,
    text: "Two children asleep behind a thin wall, one loud mill, one hungry me. What do you make that makes no noise at all?" }, `
    lotte.brandt: Overnight oats. It is also the saddest answer, I am aware.
    kofi.arden: Grind the coffee the evening before. I know, I know. It is better than waking ward three.
    piet.vander: The bench grinder measures 60 dB beside a sleeping child, it says so in the leaflet. The hand grinder in a folded towel: 41. I measured.
    greta.ashdown: Bread dipped in egg, cold pan, low flame, butter. If it does not sizzle when it goes in, it stays quiet all the way. Eight minutes instead of four.
    anouk.dray >3: A towel! Against my stomach it is almost silent and slightly romantic.
    marta.quill: Ground the evening before and kept airtight, I could tell it apart from fresh in three of ten cups. Sleep is worth seven.
    anouk.dray: Cold-pan eggy bread and the towel. They slept until seven. I have had *two* coffees alone. I may never recover.`),
];
