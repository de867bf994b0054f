import type { InvitationKind, InvitationWords, Question } from "#lib/privilege/voice/types.ts";

type Both = { en: string; fr: string };
type SeedInvitation = {
  key: string; kind: InvitationKind; words: InvitationWords; questions: Question[]; places: number; minTier: number; madeAgo: number; closesIn: number;
  guests: [handle: string, answers?: string[]][]; outcome?: { text: Both; ago: number };
};

export const invitations: SeedInvitation[] = [
  {
    key: "kettle", kind: "beta", places: 12, minTier: 2, madeAgo: 6, closesIn: 31,
    words: {
      en: { title: "Six weeks with the quiet kettle", text: "A kettle that whistles a third lower, and stops by itself. We send it, you live with it, and you tell us when it annoyed you. It is yours to keep." },
      fr: { title: "Six semaines avec la bouilloire discrète", text: "Une bouilloire qui siffle une tierce plus bas et s’arrête d’elle-même. Nous l’envoyons, vous vivez avec, et vous nous dites quand elle vous a agacé. Elle reste à vous." },
    },
    questions: [{ kind: "scale", text: { en: "How pleasant is its sound?", fr: "Son bruit est-il agréable ?" } }, { kind: "scale", text: { en: "How well does it pour?", fr: "Verse-t-elle bien ?" } }, { kind: "text", text: { en: "What would you change, if only one thing?", fr: "Que changeriez-vous, si ce n’était qu’une chose ?" } }],
    guests: [["marta.quill", ["4", "5", "The lid is warm where the thumb goes."]], ["amara.sol", ["5", "4", ""]], ["otto.hale"], ["silas.brook"]],
  },
  {
    key: "handles", kind: "panel", places: 8, minTier: 2, madeAgo: 3, closesIn: 18,
    words: {
      en: { title: "Which woods should handles be made of?", text: "Four samples in the post, an hour of your hands, and one honest evening by letter or on the telephone. We make what the panel would keep." },
      fr: { title: "De quels bois faire les manches ?", text: "Quatre échantillons par la poste, une heure de vos mains, et une soirée franche par lettre ou au téléphone. Nous ferons ce que le panel garderait." },
    },
    questions: [{ kind: "text", text: { en: "Which of the four would you keep, and why?", fr: "Lequel des quatre garderiez-vous, et pourquoi ?" } }],
    guests: [["ines.holloway"], ["elspeth.moor"], ["ivo.kestrel"]],
  },
  {
    key: "burr", kind: "beta", places: 10, minTier: 2, madeAgo: 92, closesIn: -40,
    words: {
      en: { title: "The steel burr that should tick less", text: "Two burrs, one old and one new, and a month of mornings." },
      fr: { title: "La meule d’acier qui devrait moins cliqueter", text: "Deux meules, une ancienne et une neuve, et un mois de matins." },
    },
    questions: [{ kind: "scale", text: { en: "How much quieter is it?", fr: "De combien est-elle plus douce ?" } }],
    guests: [["ines.holloway", ["4"]], ["marta.quill", ["5"]], ["tilda.frost", ["3"]]],
    outcome: { ago: 20, text: { en: "You said that it still ticked when cold. We shortened the spring by half a millimetre: every grinder leaves the bench with it since October.", fr: "Vous avez dit qu’elle cliquetait encore à froid. Nous avons raccourci le ressort d’un demi-millimètre : chaque moulin part ainsi depuis octobre." } },
  },
];

export const nominations: [by: string, whom: string, words: string, state: "waiting" | "accepted" | "declined", answer: string, ago: number, decidedAgo: number | null][] = [
  ["ines.holloway", "greta.ashdown", "She has talked more people out of a wrong pan than anybody I know.", "accepted", "We had hoped that somebody would say so. She has been given a place for a year.", 48, 41],
  ["marta.quill", "tomasz.wren", "He mends what others throw away, and shows how.", "waiting", "", 5, null],
];
