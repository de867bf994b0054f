/** A language's words by how often they are said: the first ones glue sentences together, the last ones are hardly ever said. */
export type Language = { locale: string; glue: string; things: string; starts: string; middles: string; ends: string };

// Glue and things are real words; the long tail is put together from the language's own syllables.
export const languages: readonly Language[] = [
  { locale: "en", glue: "the of and to a in is it you that for on with as are this be at have from or had by but not what all were when your can there use an each which do how their if will up about out many then them these so some would like into time has look two more see way could people than first been now find long down day did get come made may part over new after only work know take year me good give our under very through",
    things: "kettle grinder coffee water filter portafilter pressure steam valve beans roast cup scale thermometer gasket crust brew recipe shop order delivery parcel refund warranty account password photo review garden knife pan oven dough flour yeast sourdough bicycle chain brake light winter summer village river mountain train ticket journey hotel",
    starts: "br st th sh gr pl cr fl wh tr sl dr w m l", middles: "a ea ou i o ai u ee", ends: "nder ston ling ther mper ckle rd ght sper ning lty mble" },
  { locale: "fr", glue: "le de un être et à il avoir ne je son que se qui ce dans en du elle au pour pas vous par sur faire plus dire me on mon lui nous comme mais pouvoir avec tout y aller voir en bien où sans tu ou leur homme si deux mari moi vouloir te femme venir quand grand celui notre jour même autre aussi quelque depuis encore très chez toujours",
    things: "bouilloire moulin café eau filtre pression vapeur vanne grains torréfaction tasse balance thermomètre joint calcaire recette boutique commande livraison colis remboursement garantie compte photo avis jardin couteau poêle four pâte farine levain vélo chaîne frein lumière hiver été village rivière montagne train billet voyage",
    starts: "br ch tr pl gr cr fl v r m l p", middles: "eu ou a oi é ai i au", ends: "ment tion age eur ette ille ance ière elle oire" },
  { locale: "de", glue: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn ich sehr kann schon hier alle wieder ohne gegen unter viel dann",
    things: "wasserkocher mühle kaffee wasser filter druck dampf ventil bohnen röstung tasse waage thermometer dichtung kalk rezept laden bestellung lieferung paket erstattung garantie konto passwort bild bewertung garten messer pfanne ofen teig mehl hefe sauerteig fahrrad kette bremse licht winter sommer dorf fluss berg zug fahrkarte reise",
    starts: "schl br st kr gl tr pf zw sch w m", middles: "ei au ie a ö u ä o", ends: "ung keit heit lich chen tung ber ster nder schaft" },
  { locale: "es", glue: "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo",
    things: "hervidor molinillo café agua filtro presión vapor válvula granos tueste taza balanza termómetro junta cal receta tienda pedido entrega paquete reembolso garantía cuenta foto reseña jardín cuchillo sartén horno masa harina levadura bicicleta cadena freno luz invierno verano pueblo río montaña tren billete viaje",
    starts: "tr br pl gr cl c m r p l", middles: "a e ie o ue i u", ends: "ción dad miento ero ista anza illo oso ante dura" },
  { locale: "pl", glue: "w i na się z do nie to jest że a o jak za od po ale dla przez tak co czy już tylko jego być może ich był ma oraz przed tym który gdy tego bardzo ze pod było jej bez są także przy nad jeszcze więc kiedy lub nawet sobie ten nich mnie jednak gdzie tej została lat roku można trzeba",
    things: "czajnik młynek kawa woda filtr ciśnienie para zawór ziarna palenie filiżanka waga termometr uszczelka kamień przepis sklep zamówienie dostawa paczka zwrot gwarancja konto hasło zdjęcie opinia ogród nóż patelnia piec ciasto mąka drożdże rower łańcuch hamulec światło zima lato wieś rzeka góra pociąg bilet podróż",
    starts: "prz st kr trz w z sz br dr m", middles: "a ie o y ę i u", ends: "ość anie enie owy nik ka stwo iarz ować" },
];

const tail = 6000;

/** A language's words in the order of how often they are said. */
export function wordsOf(language: Language, random: () => number): string[] {
  const words = new Set([...language.glue.split(" "), ...language.things.split(" ")]);
  const piece = (list: string): string => { const all = list.split(" "); return all[Math.floor(random() * all.length)] ?? ""; };
  while (words.size < tail) words.add(`${piece(language.starts)}${piece(language.middles)}${random() < 0.5 ? `${piece(language.starts)}${piece(language.middles)}` : ""}${piece(language.ends)}`);
  return [...words];
}

/** Says words as people do: the one of rank r about 1/r as often as the first (Zipf), and every word now and then. */
export function speaker(words: readonly string[], random: () => number): () => string {
  const size = 1 << 17;
  const weights = words.map((_, rank) => 1 / (rank + 2.7));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const said: string[] = [];
  for (const [rank, weight] of weights.entries()) for (let left = Math.round((weight / sum) * size); left > 0; left -= 1) said.push(words[rank] ?? "");
  return () => (random() < 0.04 ? words[Math.floor(random() * words.length)] : said[Math.floor(random() * said.length)]) ?? "";
}
