// Words that filters weigh and readers distrust; whole words, in both languages, in any letter.
const english = ["act now", "act fast", "100% free", "risk free", "risk-free", "guaranteed", "winner", "you won", "cash bonus", "earn money", "extra income", "double your", "cheap", "lowest price", "click here", "buy now", "order now", "limited time", "offer expires", "once in a lifetime", "no obligation", "no strings attached", "urgent", "final notice", "miracle", "amazing deal", "incredible deal", "special promotion", "this is not spam", "dear friend", "congratulations", "viagra", "casino", "bitcoin", "weight loss"];
const french = ["cliquez ici", "gratuit", "100 % gratuit", "sans engagement", "sans risque", "gagnez", "vous avez gagné", "félicitations", "argent facile", "revenu supplémentaire", "prix imbattable", "prix cassé", "offre limitée", "offre exceptionnelle", "dernière chance", "agissez maintenant", "achetez maintenant", "commandez maintenant", "urgent", "garanti", "miracle", "promotion spéciale", "ceci n’est pas un spam", "ceci n'est pas un spam", "cher ami", "casino", "bitcoin", "perte de poids", "incroyable"];
/** Subjects that say nothing of what the letter holds. */
const empty = ["news", "newsletter", "our newsletter", "update", "updates", "information", "info", "important", "hello", "hi", "message", "announcement", "news from us", "monthly newsletter", "weekly newsletter", "nouvelles", "actualités", "infolettre", "notre infolettre", "lettre d’information", "mise à jour", "bonjour", "annonce", "des nouvelles", "nouveautés"];

// Letters with accents are letters: a word ends where neither a letter nor a digit stands.
const among = (text: string, words: readonly string[]): string[] => {
  const low = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}%’'-]+/gu, " ")} `;
  return words.filter((word) => low.includes(` ${word} `));
};

/** The words in a text that filters weigh. */
export const spamWordsIn = (text: string): string[] => [...new Set(among(text, [...english, ...french]))];
/** Whether a subject could stand over any letter. */
export const saysNothing = (subject: string): boolean => {
  const plain = subject.toLowerCase().replace(/[^\p{L}\p{N}’ -]+/gu, " ").replace(/\b\d+\b/g, " ").replace(/\s+/g, " ").trim();
  return plain === "" || empty.includes(plain);
};
