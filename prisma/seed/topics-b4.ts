import { spoken } from "./spoken.ts";

/** The French corner, and the members' lounge. */
export const topicsB4 = [
  spoken({ category: "francais", title: "Moulin manuel : combien de temps pour deux tasses ?", kind: "question", daysAgo: 122, by: "maelle.garnier", accepted: 3,
    text: "Je viens de recevoir le Finch. Trente grammes, une minute et demie, et le bras d'un déménageur. Est-ce normal, ou est-ce que je m'y prends mal ?" }, `
    odile.perrin: Moi je le donne à mon mari. Temps : zéro.
    lucien.faure: Tenez-le un peu penché, les grains tombent moins vite et la manivelle ne force plus.
    camille.roux: Normal pour une torréfaction claire : les grains sont durs. Penchez-le à 30°, tournez lentement, deux fois quinze grammes plutôt qu'une fois trente. Quarante secondes chacune. Avec une torréfaction moyenne, comptez moitié moins.
    maelle.garnier >2: Penché, c'est un autre objet !
    anouk.dray: Une serviette pliée autour, et les enfants dorment.
    tomasz.wren: Je lis avec un traducteur. One drop of water on the beans before. Less dust, less force.
    camille.roux >6: Il a raison : une goutte, pas deux.
    maelle.garnier: Deux fois quinze, penché, une goutte : cinquante secondes en tout. Le bras va bien.`),
  spoken({ category: "francais", title: "Aiguiser sans peur : la pierre expliquée à ma sœur", kind: "discussion", daysAgo: 106, by: "lucien.faure",
    text: "Ma sœur a peur de la pierre. Je lui ai dit : dix minutes dans l'eau, deux pièces sous le dos de la lame, on pousse comme pour couper une tranche très fine de la pierre. On s'arrête quand on sent le fil accrocher de l'autre côté. Puis l'autre côté. C'est tout. Le reste, c'est de la conversation." }, `
    odile.perrin: Et combien de temps dure la conversation ?
    lucien.faure >1: Vingt minutes. Trente s'il y a du vin, mais alors on ne touche plus au couteau.
    camille.roux: « Une tranche très fine de la pierre », je le garde.
    maelle.garnier: J'ai essayé : j'ai senti le fil ! J'ai crié, le chat est parti.
    hanne.vik: Translated it and nodded at every sentence.
    odile.perrin: Mon couteau à confiture coupe maintenant le bocal.
    anouk.dray: Pour une gauchère, on inverse tout ?
    lucien.faure >7: Rien à inverser sur une lame symétrique. Sur les autres, on commence par l'autre face, et on rit des droitiers.
    maelle.garnier: Ma sœur à moi demande un rendez-vous.`),
  spoken({ category: "francais", title: "Confiture d'abricots : le cuivre change-t-il vraiment quelque chose ?", kind: "question", daysAgo: 90, by: "odile.perrin", accepted: 2,
    text: "Je le soutiens depuis trente ans avec un peu de mauvaise foi. Quelqu'un a-t-il comparé pour de bon, même recette, même jour ?" }, `
    jonas.pike: Blind test? I am listening, even in French.
    camille.roux: Comparé dimanche : 2 kg d'abricots, moitié cuivre, moitié inox, même feu. Cuivre : 21 minutes, couleur nette, fruits entiers. Inox : 27 minutes, un peu plus brun, un peu plus cuit. À l'aveugle, cinq personnes sur six ont choisi le cuivre. La sixième préfère la fraise.
    odile.perrin >2: Je savais. J'encadre.
    priya.thorne: Six minutes less heat is your whole answer. Copper moves it about twenty times faster than steel.
    maelle.garnier: Et on n'y laisse pas reposer la confiture, n'est-ce pas ?
    odile.perrin >5: Jamais dans le cuivre nu. La nôtre est doublée d'acier, mais par principe : jamais.
    lucien.faure: La mauvaise foi avait donc raison. C'est agaçant.
    elspeth.moor: Apricot from two pans, six tasters, a table of results. I have found my people.`),
  spoken({ category: "francais", title: "Petite cuisine, grande tablée : vos ruses", kind: "discussion", daysAgo: 69, by: "maelle.garnier",
    text: "Neuf personnes, deux feux, un four qui ment de vingt degrés. Je cuisine tout ce qui attend bien : daube, lentilles, clafoutis. Et vous, qu'est-ce qui attend bien chez vous ?" }, `
    camille.roux: Un poulet au vinaigre. Il attend mieux que les invités.
    odile.perrin: Les invités. Avec un verre.
    anouk.dray: Des lasagnes montées la veille. On n'a plus qu'à mentir sur l'heure.
    lucien.faure: Une planche, un bon couteau, et chacun coupe. Ce n'est pas un repas, c'est une soirée.
    ines.holloway: Fourteen in a small flat: everything that can be cold is cold, one thing is very hot.
    maelle.garnier >5: « Une seule chose très chaude », c'est une philosophie.
    camille.roux: Et le café dans un thermos préchauffé, maintenant que je lis le coin anglais.
    edwin.marsh: An oven that lies by 20° lies consistently. Make a table.
    maelle.garnier >8: Fait. Elle est collée sur la porte. Merci Edwin.
    dario.bell: Da noi: melanzane. They wait until tomorrow and are better for it.`),
  spoken({ category: "francais", title: "Le mot juste : comment dites-vous « bloom » ?", kind: "discussion", daysAgo: 41, by: "camille.roux",
    text: "Préinfusion ? Floraison ? Gonflement ? Je tiens un cahier de torréfaction en français et je bute à chaque page." }, `
    lucien.faure: Le réveil.
    odile.perrin: Oh, c'est joli. Le réveil.
    anouk.dray: Chez nous c'est « attends, laisse-le respirer ».
    samuel.okoro: In the café we say "the wait". Yours are better.
    maelle.garnier: La floraison, sérieusement, quand la mousse fait des bulles. Mais « le réveil » gagne.
    camille.roux: Adopté : réveil 45 g, 45 s. Mon cahier vient de devenir poétique.
    otto.hale: I shall print "réveil" on the next bag and credit Lucien.
    lucien.faure >7: Je refuse les droits, j'accepte un sachet.`),
  spoken({ category: "francais", title: "Quel pain pour quelle lame ?", kind: "discussion", daysAgo: 19, by: "anouk.dray",
    text: "La 270 passe dans la miche comme dans un nuage et déchire la brioche. Est-ce moi, est-ce elle, est-ce la brioche ?" }, `
    rosa.tamm: I read this with my daughter. Brioche is cut with the chef's knife, sharp, pushing down. Teeth are for crusts.
    lucien.faure: Exactement : les dents pour la croûte, le fil pour la mie.
    anouk.dray: C'était donc moi.
    odile.perrin: Ou alors on ne coupe pas la brioche. On la déchire. C'est à ça qu'elle sert.
    maelle.garnier: Odile a raison, comme toujours après cinq heures.
    camille.roux: Et pour le pain de seigle de trois jours ?
    hanne.vik >6: A longer knife, or a longer life. Let the scallops bite and pull, do not press.`),
  spoken({ category: "members-lounge", title: "Say hello here", kind: "discussion", daysAgo: 150, by: "mod.juniper",
    text: "New, or here for ever and never introduced? One line about what is on your stove and one about where you are. Nobody is graded." }, `
    nell.fairway: Nell, by the sea, learning everything. On the stove: water.
    kofi.arden: Kofi, nights. On the stove: whatever the day shift left.
    sunniva.lark: Sunniva, afloat. The stove swings.
    edwin.marsh: Edwin, 51.752 north. Porridge.
    junia.marsh: Junia, his daughter. Toast.
    greta.ashdown: Greta. The skillet, since 1974. It is warm as I write.
    bao.lindqvist: Bao. Two kettles, neither of them talking to me.
    maud.eller: Maud, allotment row C. Something is always reducing.
    jonas.pike: Jonas. I doubt the stove exists.
    hanne.vik: Hanne. There is a stone soaking where the pot should be.
    priya.thorne: Priya, downstream of everybody. Tea, measured.
    otto.hale: Otto, in the shed. Do not come in, it is smoking on purpose.
    rosa.tamm: Rosa. I am asleep. This was written at four.
    camille.roux: Camille, Nantes. Un carnet, du café, la pluie.
    odile.perrin: Odile. Du sucre, des fruits, et mon avis.
    lucien.faure: Lucien. Une pierre, de l'eau, du temps.
    maelle.garnier: Maëlle. Neuf chaises pour quatre personnes.
    yusuf.penn: Yusuf. Twelve students, twelve onions, eleven plasters.
    amara.sol: Amara. Jollof, on induction. Come at me.
    samuel.okoro: Samuel. I come at you with respect and a fork.
    ravi.holm: Ravi. It is pulling a shot. It is always pulling a shot.
    cleo.varga: Cleo. The kiln is a stove with ambition.
    piet.vander: Piet. 0.02 mm out of level, being corrected.
    lotte.brandt: Lotte, in a tent. Steam.
    tobias.reed: Tobias. Rice. Six people. Thursday.
    hugo.tarn: Hugo. Iron.
    silas.brook: Silas. Somebody else's dinner, beautifully lit.
    anouk.dray: Anouk. Shh.
    bram.oakes: Bram. Linseed oil, which is not food, I have been told.
    tilda.frost: Tilda. Decaf, with my head held high.
    ivo.kestrel: Ivo. Four carbon pans. My partner says hello and help.
    elspeth.moor: Elspeth. Eleven jars and counting.
    dario.bell: Dario. Three children, two burners, one working brain.
    ines.holloway: Ines. Stock for fourteen in a flat for two.
    wilma.crane: Wilma. Soup, and an index.
    marta.quill: Marta. 94.0 °C.
    tomasz.wren: Tomasz. A grinder in pieces where the plate should be.
    fern.abbot: Fern. An apricot, possibly. It might be coffee.
    concierge.elias: Elias, at the desk. There is always a spring in my pocket.
    market.rowan: Rowan. Listening, with biscuits.
    admin.alder: Signe. Soup from Monday, and a very good community.
    mod.juniper: Juniper. I have read every one of these twice. Welcome.
    wilma.crane >42: Forty-two introductions. Indexed.
    edwin.marsh: I confirm the count.
    jonas.pike: I would have checked.
    mod.juniper: We know, Jonas.`),
  spoken({ category: "members-lounge", title: "Things you believed about cooking until someone laughed", kind: "discussion", daysAgo: 112, by: "jonas.pike",
    text: "I believed that searing seals in the juices. I said so, loudly, to a cook. What was yours?" }, `
    dario.bell: I was the cook.
    nell.fairway: That a bay leaf does something by being *near* the pot.
    bao.lindqvist: That darker roast has more caffeine. My mornings were a lie.
    tobias.reed: That you can wash mushrooms only on Sundays. My flatmate made it up. I did it for two years.
    edwin.marsh: Oil in the pasta water. I have since calculated it.
    rosa.tamm: That dough "needs love". It needs time. Love is for people.
    tilda.frost: That decaf is brown water. Then I met good decaf, and then I met you lot.
    elspeth.moor: That jam sets if you stare.
    maud.eller >8: It does, though.
    priya.thorne: That hard water is bad for you. It is only bad for kettles and for Bao.
    silas.brook: That the food in my photographs was hot.
    kofi.arden: That there is a word for the meal at 4 a.m. There is not. We looked.
    wilma.crane: "Darkfast". I have just decided.`),
  spoken({ category: "members-lounge", title: "Meet-up by the harbour: who can make the second Saturday?", kind: "discussion", daysAgo: 56, by: "wilma.crane",
    text: "The reading room has tables, a sink and a kettle point. Bring one thing you made and one thing you want sharpened or explained. Eleven until three. I will make labels." }, `
    hanne.vik: I bring stones. Ten knives at most, people, I also want lunch.
    nell.fairway: A loaf! And a question about hydration.
    edwin.marsh: Arriving 10:50. Junia is driving.
    junia.marsh: Junia is driving so that it is 11:20.
    bao.lindqvist: Two kettles.
    sunniva.lark: I can moor thirty metres away. Soup from the boat.
    maud.eller: Jars. There is a list.
    jonas.pike: I will attend and remain unconvinced.
    silas.brook: I will bring the camera, and leave the light at home.
    tomasz.wren: Hex keys. Bring your zero.
    lotte.brandt: Wet socks, probably.
    wilma.crane: Twenty-three people, thirty-one knives, one rescued grinder, and Jonas asked for the recipe. Same again in spring. ¶ I have the labels.
    hanne.vik >12: Thirty-one. I said ten.
    jonas.pike: It was a good soup. I have no further comment.`),
  spoken({ category: "members-lounge", title: "What are you reading at the stove?", kind: "discussion", daysAgo: 29, by: "wilma.crane",
    text: "Not cookbooks, or not only. What stands open, floury, beside the pot?" }, `
    edwin.marsh: A history of triangulation. Floury at page 88.
    camille.roux: Mon carnet. Je me relis, je me contredis.
    tobias.reed: Lecture notes on statics. The bridge holds; the roux did not.
    priya.thorne: The water report. It has a plot this year.
    lotte.brandt: A sea novel, in a bag, in a bag.
    greta.ashdown: The newspaper from under the potatoes. It is always better news.
    cleo.varga: Glaze recipes. "Simmer" means something else there.
    yusuf.penn: Students' essays: "My first onion". I have cried twice and blamed the onion.
    wilma.crane >8: I would like to catalogue these.
    yusuf.penn: I will ask them. They would be very proud.
    fern.abbot: My ledger, 180 lines now. It is nearly a novel. The hero is a click.`),
];
