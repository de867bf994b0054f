/** What the space of privileges refuses, in French. */
export const spaceFrench: Record<string, string> = {
  "Privileges are the members’. You work here.": "Les privilèges sont ceux des membres. Vous travaillez ici.",
  "This has not begun yet.": "Cela n’a pas encore commencé.",
  "What marketing wrote has no place in the members’ private rooms.": "Ce que le marketing a écrit n’a pas sa place dans les salons privés des membres.",
  "This is over.": "C’est terminé.",
  "You have used all of these for now.": "Vous les avez tous utilisés pour le moment.",
  "This was used already.": "Ceci a déjà été utilisé.",
  "This was given back already.": "Ceci a déjà été rendu.",
  "This has lapsed.": "Ceci a expiré.",
  "Say it in both languages.": "Dites-le dans les deux langues.",
  "There is at least one day to use it.": "Il faut au moins un jour pour s’en servir.",
  "At least one.": "Au moins un.",
  "Say from when to when.": "Dites de quand à quand.",
  "Somebody has to be given it.": "Il faut que quelqu’un le reçoive.",
};
