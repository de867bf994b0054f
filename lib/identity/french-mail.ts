// The sentences of mail that comes in, in French. lib/identity/french.ts takes them in.
export const mailFrench: Record<string, string> = {
  "There is no such column.": "Il n’y a pas de telle colonne.",
  "Your account is suspended.": "Votre compte est suspendu.",
  "This is not signed with our secret.": "Ceci n’est pas signé avec notre secret.",
  "There is no mail in this.": "Il n’y a pas de mail là-dedans.",
};
