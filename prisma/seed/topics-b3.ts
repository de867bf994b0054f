import { spoken } from "./spoken.ts";

/** Show and tell, and ideas. */
export const topicsB3 = [
  spoken({ category: "show-and-tell", title: "A charity shop skillet, before and after", kind: "discussion", daysAgo: 125, by: "hugo.tarn",
    text: "Four euros, one solid layer of rust and something that used to be an egg. Three evenings: vinegar and water one to one for thirty minutes at a time, steel wool, dried on the flame, then Greta's thin coats, four of them. It has a maker's mark nobody can read. It is mine now." }, `
    greta.ashdown: Lovely. And you wiped it off properly, I can tell.
    wilma.crane: Describe the mark. Letters, or a picture?
    hugo.tarn >2: A bird, perhaps, or a spanner. And a 7.
    wilma.crane: There was a foundry with a heron, closed in 1931. Their sevens had a bar through the stem.
    hugo.tarn: It has a bar.
    edwin.marsh: Then it is older than my surveying instruments, and probably flatter.
    piet.vander: Put a straight edge on it, I want to know.
    hugo.tarn >7: 0.1 mm in the middle. Ninety years.
    piet.vander: They do not make, and so on. Except they do, ours is 0.05.
    nell.fairway: I found one too after reading this! Mine is a 3. It fits one egg and a thought.
    silas.brook: If you are ever near the harbour I would like to photograph the bird.`),
  spoken({ category: "show-and-tell", title: "Coffee corner under the stairs, eighty by forty", kind: "discussion", daysAgo: 104, by: "fern.abbot",
    text: "From the month everything tasted of gooseberry to this: a shelf, a hook for the kettle, the Finch on a cork mat, papers in an old toast rack, and a ledger of one line a day. The stairs creak above it, so I always know who wants one." }, `
    marta.quill: A ledger! Columns, please.
    fern.abbot >1: Date, coffee, clicks, grams, seconds, one word. The word is the important one.
    bao.lindqvist: The toast rack for papers is the best thing I have seen this year.
    otto.hale: What is the most frequent word?
    fern.abbot >4: "Better". Then "apricot". Then "no".
    kofi.arden: Mine would be "awake".
    ravi.holm: No light under the cup. A woman of character.
    tomasz.wren: Put felt under the cork. Creaks travel.
    jonas.pike: A line a day for how long?
    fern.abbot >9: Since the gooseberries. 97 lines.
    wilma.crane: I would like to announce that a ledger has made a librarian very happy.`),
  spoken({ category: "show-and-tell", title: "Bowls for the dripper, thrown to fit", kind: "discussion", daysAgo: 88, by: "cleo.varga",
    text: "The Wren cone sits on most cups like a hat on a cat. So I threw six with a rim that takes it: 98 mm, a lip inside, tenmoku on the outside and nothing on the foot. Two cracked, one is leaning, three are going to whoever asks first and tells me what they will drink from them." }, `
    bao.lindqvist: Filter, black, standing up. Every morning at 6:40.
    tilda.frost: Decaf. Do I still qualify?
    cleo.varga >2: You qualify twice.
    maud.eller: Soup, I am honest.
    priya.thorne: Is the glaze food safe at pH 3? I will also say please.
    cleo.varga >5: Leach tested, below everything. I have the sheet. You are the reason I have the sheet.
    otto.hale: The leaning one. I would like the leaning one.
    cleo.varga: Bao, Tilda, Maud: posted. Otto, the leaning one is yours, it has your posture.
    otto.hale >8: It arrived. We lean together.
    market.rowan: May I show these to the people who design the next cone? A rim standard is a very good idea.
    cleo.varga: 98 mm, inside lip 4 mm. Tell them it was free.`),
  spoken({ category: "show-and-tell", title: "First loaf that I would show a stranger", kind: "discussion", daysAgo: 64, by: "nell.fairway",
    text: "Rosa's recipe, my hands, a pot over a pan. It has an ear. I keep going back to look at the ear. ¶ What I learned: it complains, you fold; it wobbles, you stop; you do not open the oven to *check on it*." }, `
    rosa.tamm: That is a proper ear. I am a little bit proud and I am not even awake yet.
    elspeth.moor: Cut it too early, did you?
    nell.fairway >2: After eleven minutes. It steamed. I have no regrets.
    greta.ashdown: Butter straight away is a regret nobody has.
    tobias.reed: What did it cost?
    nell.fairway >5: About ninety cents and one evening.
    jonas.pike: I have nothing sceptical to say.
    wilma.crane: Recording that. With the date.
    kofi.arden: The ear, from the side, please.
    hanne.vik: And the knife? A crust like that deserves one.
    nell.fairway >10: A steak knife. It took a while. I have now put the 270 on my list.
    rosa.tamm: Bread first, knife after. The right order.`),
  spoken({ category: "show-and-tell", title: "A new handle for a knife with three owners", kind: "discussion", daysAgo: 52, by: "bram.oakes",
    text: "It came from a grandmother to a mother to the woman who brought it: a 160 blade ground thin as paper, handle held by tape. I used ash from the tree that stood in their garden. Two pins, linseed, four coats. She cried, I pretended to look for a rag." }, `
    lucien.faure: Du beau travail. Les rivets, laiton?
    bram.oakes >1: Brass, peened by hand, filed flush.
    hanne.vik: Did you regrind it or leave it?
    bram.oakes >3: Left it. It is theirs. I only took the burr off.
    greta.ashdown: Quite right.
    ivo.kestrel: What steel?
    lucien.faure >6: À cette épaisseur, peu importe: elle a cinquante ans de soupe en elle.
    wilma.crane: Somebody should write down the three names.
    bram.oakes >8: They are under the scales, in pencil. Nobody will see them for another fifty years.
    wilma.crane: Now I am looking for a rag.`),
  spoken({ category: "show-and-tell", title: "My bench after one year of everybody's advice", kind: "discussion", daysAgo: 12, by: "tobias.reed",
    text: "One skillet, one board stood on its edge, one stone, a care drawer, Maud's chutney. A year ago I had a plastic spatula and a dream. This is a thank-you post with an inventory." }, `
    maud.eller: The chutney is nearly empty. This will be corrected.
    bram.oakes: Board on its edge. Good lad.
    hugo.tarn: Potatoes?
    tobias.reed >3: Every Sunday. Eggs leave when asked.
    yusuf.penn: Come and teach the Thursday group one evening. You are further than you think.
    tobias.reed >5: Me?
    yusuf.penn: You.
    mod.juniper: This is why I like my job.
    ines.holloway: There is a chair for you at the next supper club. Bring rice.`),
  spoken({ category: "ideas", title: "A zero mark one can see without taking the grinder apart", kind: "idea", daysAgo: 136, by: "tomasz.wren",
    text: "Half the topics about sour coffee end with \"it was five clicks off\". Put a line on the body and a line on the dial, so that zero can be read and set with one screw. Two lines and a screw. That is the idea." }, `
    piet.vander: Seconded, with a vernier.
    tomasz.wren >1: No vernier.
    piet.vander: A small vernier.
    fern.abbot: I would have had three months of better mornings.
    jonas.pike: For once I have no objection.
    marta.quill: If the line is engraved and not printed I will buy it a second time.
    market.rowan: We have taken this to the workshop. Honest answer: the body has to be turned differently, so it is a matter of the next series and not of the next month. It is on the list with your name beside it.
    tomasz.wren: Two lines and a screw.
    admin.alder: And a small vernier, says the list. Somebody in the workshop likes Piet.
    piet.vander: I have read this post several times.
    edwin.marsh: Could owners of the present one get a gauge? A slip of 0.4 mm steel would do.
    concierge.elias >11: That we can do. Write to me and one comes in an envelope; we cut forty from an offcut yesterday.
    edwin.marsh: Received. 0.398. Splendid.`),
  spoken({ category: "ideas", title: "Sell the skillet unseasoned, too", kind: "idea", daysAgo: 92, by: "greta.ashdown",
    text: "You season them twice before they leave. Very kind. I take it off and do it again. Let those who want to start from bare iron have bare iron, and save yourselves the oil." }, `
    hugo.tarn: Bare iron arrives rusty, surely?
    greta.ashdown >1: Wrapped and waxed, like the carbon steel.
    ivo.kestrel: Would buy.
    nell.fairway: I would be terrified. Please keep the other one as well.
    market.rowan: We asked around: one in nine would choose it. The foundry is willing, the packing is the question.
    dario.bell: Paper, wax, a note that says "Potatoes".
    greta.ashdown: Dario understands.
    admin.alder: Answer after a month of thinking: yes, from spring, to order, same price. We save the oil and lose it again on the wax.
    greta.ashdown >8: Good. I shall have one in my coffin.
    jonas.pike: Seasoned or unseasoned?
    greta.ashdown >10: Impudent boy. Seasoned.`),
  spoken({ category: "ideas", title: "Left-handed petty knife, or a symmetrical one", kind: "idea", daysAgo: 75, by: "yusuf.penn",
    text: "One in ten of my students is left-handed and fights the bevel of every knife in the box. Either grind a few the other way, or grind all of them even." }, `
    anouk.dray: Left-handed household of two. Yes please.
    hanne.vik: Even is easier for everyone to sharpen. The petty gains nothing from a single bevel.
    lucien.faure: D'accord avec Hanne: 50/50 pour les petites lames, 70/30 pour les grandes, et on grave le rapport.
    ivo.kestrel: I would lose the feel of mine. Could it be a choice?
    market.rowan: The petty is ground 60/40 today, out of habit. Nobody here could tell me why. That is usually a good sign for an idea.
    yusuf.penn: I like the sound of that.
    admin.alder: Decided: from the next series the petty is 50/50, and so it says on the box. The chef's knife stays as it is for now; we will try a left-handed one with Yusuf's group first.
    yusuf.penn >7: My lefties cheered. One of them with a knife in her hand, so I shouted.
    anouk.dray: Ours too. Without knives.`),
  spoken({ category: "ideas", title: "Spare parts as a list, with prices, like in 1998", kind: "idea", daysAgo: 50, by: "edwin.marsh",
    text: "There used to be a folded sheet in the box: every screw and spring, a number, a price. I want it back. Nobody repairs what they cannot name." }, `
    tomasz.wren: Spring for the Finch: eleven cents. I know because I buy them by the hundred.
    wilma.crane: I have the sheet from 2003, if you need it. It is laminated.
    edwin.marsh >2: Naturally.
    concierge.elias: I would use this every day. At present I send people photographs of my own hand holding a spring.
    priya.thorne: With the material, please. "Gasket" is not a material.
    sunniva.lark: And one small bag with everything that is lost first, for boats.
    market.rowan: The list exists, inside. It needs drawings that people can read. We have asked for them. Under way.
    tomasz.wren: A bag for boats is a good idea also on land.
    concierge.elias: Small news: the bag exists as of today. Four springs, two screws, a gasket (food-grade silicone, Priya), a hex key. Six euros. Ask me.
    edwin.marsh: Ordered. The number is missing from the invoice. I mention it with love.`),
  spoken({ category: "ideas", title: "Kettle that remembers nothing and beeps at nobody", kind: "idea", daysAgo: 21, by: "bao.lindqvist",
    text: "Please do not put an app in the Heron. This is the whole idea: a promise not to." }, `
    tilda.frost: Signed.
    kofi.arden: Signed, in my break.
    jonas.pike: I would like the promise engraved.
    ravi.holm: I once updated the firmware of a spoon. Signed.
    marta.quill: A connector for a probe, though. A dumb one.
    bao.lindqvist >5: A dumb one is allowed.
    samuel.okoro: Staff on bar love the thermometer in the lid, because nobody has to explain it.
    admin.alder: We promise. It will never have an app. It may some day have a better hinge.
    bao.lindqvist: Saving this post.
    lotte.brandt: A better hinge would also be wonderful, since you mention it.`),
];
