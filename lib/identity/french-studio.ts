/** The sentences of the studio's books and indicators, and of changing one's address, in French. lib/identity/french.ts takes them in. */
export const studioFrench: Record<string, string> = {
  "This file cannot be read: it has to be CSV in UTF-8, plain or gzip.": "Ce fichier est illisible : il faut du CSV en UTF-8, tel quel ou en gzip.",
  "This file is too large for a page: use the command line.": "Ce fichier est trop grand pour une page : passez par la ligne de commande.",
  "A file has at most 24 MB; gzip it, or use the command line.": "Un fichier a au plus 24 Mo ; compressez-le, ou passez par la ligne de commande.",
  "These orders are being written, or were.": "Ces commandes sont en cours d’écriture, ou déjà écrites.",
  "The file has no such column.": "Le fichier n’a pas cette colonne.",
  "This is your address already.": "C’est déjà votre adresse.",
  "This address cannot be taken any more. Ask again with another.": "Cette adresse ne peut plus être prise. Demandez-en une autre.",
  "Sign in with the account that asked for this.": "Connectez-vous avec le compte qui l’a demandé.",
  "The old address has an account again. Write to us.": "L’ancienne adresse a de nouveau un compte. Écrivez-nous.",
  "This needs a column for the customer and one for the amount.": "Il faut une colonne pour le client et une pour la quantité.",
  "At most 20,000 lines at once.": "20 000 lignes au plus à la fois.",
  "A file of amounts has at most 2 MB.": "Un fichier de quantités a au plus 2 Mo.",
  "Say who.": "Dites qui.",
};
