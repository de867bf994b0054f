import type { BothWords, Period, PrivilegeKind } from "#lib/privilege/privileges/types.ts";

type SeedPrivilege = { key: string; words: BothWords; kind: PrivilegeKind; grants: number[]; period?: Period; lasts?: [fromDays: number, toDays: number]; useDays?: number; units?: number; points?: number; value: number; cost: number };

/** What Alder & Finch gives to the members of each tier. Amounts in cents. */
export const privileges: SeedPrivilege[] = [
  {
    key: "sharpening", kind: "counted", period: "quarter", grants: [0, 1, 2, 4], useDays: 120, value: 1800, cost: 700,
    words: {
      en: { name: "A blade sharpened by hand", what: "One knife, brought back to its first edge on water stones by somebody who has done it for thirty years.", how: "Wrap the blade in card, put the code in with it, and post it in any tube. It comes back within eight working days, ready to use." },
      fr: { name: "Une lame affûtée à la main", what: "Un couteau, rendu à son premier fil sur pierres à eau par quelqu’un qui le fait depuis trente ans.", how: "Enveloppez la lame de carton, glissez-y le code, et postez-la dans un tube. Elle revient sous huit jours ouvrés, prête à servir." },
    },
  },
  {
    key: "repairs", kind: "unlimited", grants: [0, 0, 1, 1], useDays: 60, value: 0, cost: 450,
    words: {
      en: { name: "First at the repair bench", what: "Whatever you bring to be mended lies on top of the pile, whenever you bring it.", how: "Give the code with what you send in, or say it to your concierge. The bench begins with yours the same day." },
      fr: { name: "Premier à l’atelier", what: "Ce que vous apportez à réparer passe en haut de la pile, quand que vous l’apportiez.", how: "Donnez le code avec votre envoi, ou dites-le à votre concierge. L’atelier commence par le vôtre le jour même." },
    },
  },
  {
    key: "workshop", kind: "timed", grants: [0, 0, 1, 2], lasts: [-21, 46], value: 6500, cost: 2200,
    words: {
      en: { name: "A seat at the winter workshop", what: "An evening at the bench with the two people who make the grinders: take one apart, and put it together so that it runs quieter than before.", how: "Tell your concierge the code and which Thursday suits. Bring nothing; there is soup." },
      fr: { name: "Une place à l’atelier d’hiver", what: "Une soirée à l’établi avec les deux personnes qui font les moulins : en démonter un, et le remonter pour qu’il tourne plus doucement qu’avant.", how: "Donnez le code à votre concierge, et le jeudi qui vous va. N’apportez rien ; il y a de la soupe." },
    },
  },
  {
    key: "beans", kind: "allowance", grants: [0, 0, 1, 1], value: 1600, cost: 600,
    words: {
      en: { name: "A pound from the shed roast", what: "Roasted the day before, by hand, in the shed behind the workshop. Forty bags a month, and no more.", how: "Give the code on any order, or alone: it travels free. It is roasted on the next Tuesday." },
      fr: { name: "Une livre du café de la remise", what: "Torréfié la veille, à la main, dans la remise derrière l’atelier. Quarante sacs par mois, pas un de plus.", how: "Donnez le code avec une commande, ou seul : le port est offert. Il est torréfié le mardi suivant." },
    },
  },
  {
    key: "loan", kind: "allowance", grants: [0, 0, 1, 1], value: 4000, cost: 900,
    words: {
      en: { name: "A tool on loan for a fortnight", what: "Cook with it, grind with it, live with it, and send it back if it was not yours after all.", how: "Write to your concierge with the code and what you would like to try. Posting it back costs you nothing." },
      fr: { name: "Un outil prêté pour quinze jours", what: "Cuisinez avec, moulez avec, vivez avec, et renvoyez-le s’il n’était finalement pas le vôtre.", how: "Écrivez à votre concierge avec le code et ce que vous aimeriez essayer. Le retour ne vous coûte rien." },
    },
  },
  {
    key: "handle", kind: "allowance", units: 2, grants: [0, 0, 1, 1], useDays: 180, value: 12_000, cost: 4800,
    words: {
      en: { name: "A handle made to your hand", what: "Drawn after your own grip, in walnut, pear or bog oak, and fitted to a blade of yours.", how: "Your concierge sends a lump of clay. Hold it as you hold your knife, let it dry, and send it with the code." },
      fr: { name: "Un manche fait à votre main", what: "Dessiné d’après votre prise, en noyer, en poirier ou en chêne des marais, et monté sur une lame à vous.", how: "Votre concierge vous envoie un morceau d’argile. Tenez-le comme votre couteau, laissez-le sécher, et renvoyez-le avec le code." },
    },
  },
  {
    key: "engraving", kind: "counted", period: "year", grants: [2, 3, 4, 6], points: 40, value: 2500, cost: 800,
    words: {
      en: { name: "A line engraved", what: "Up to twenty letters on steel or copper, cut by hand, yours or somebody’s you like.", how: "Write the line to us with the code before the thing is sent, or send us the thing." },
      fr: { name: "Une ligne gravée", what: "Jusqu’à vingt lettres sur acier ou cuivre, taillées à la main, pour vous ou pour quelqu’un que vous aimez.", how: "Écrivez-nous la ligne avec le code avant l’envoi de l’objet, ou envoyez-nous l’objet." },
    },
  },
];
