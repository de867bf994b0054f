import type { NoticeKind } from "#lib/notices/types.ts";

export type Locale = "en" | "fr";
type Said = { names: string; acts: number; many: boolean };

const notices: Record<Locale, Record<NoticeKind, (said: Said) => string>> = {
  en: {
    mention: ({ names }) => `${names} mentioned you`, reply: ({ names }) => `${names} replied to you`, followed: ({ names, acts }) => `${names} wrote ${acts > 1 ? `${acts} replies` : "a reply"}`,
    topic: ({ names }) => `${names} opened a topic`, reaction: ({ names }) => `${names} liked your post`, accepted: () => "Your answer was accepted", reminder: () => "You asked to be reminded of this",
    idea: () => "There is a decision about your idea", badge: () => "You earned a badge", message: ({ names }) => `${names} wrote to you`, moderation: () => "There is a decision that concerns you",
    referral: () => "Somebody you brought has news", review: () => "Something came of your review or question", tier: () => "About your tier", request: () => "Your request has news", space: () => "Something is new in your space",
  },
  fr: {
    mention: ({ names, many }) => `${names} ${many ? "vous ont mentionné" : "vous a mentionné"}`, reply: ({ names, many }) => `${names} ${many ? "vous ont répondu" : "vous a répondu"}`, followed: ({ names, acts, many }) => `${names} ${many ? "ont" : "a"} écrit ${acts > 1 ? `${acts} réponses` : "une réponse"}`,
    topic: ({ names, many }) => `${names} ${many ? "ont" : "a"} ouvert un sujet`, reaction: ({ names, many }) => `${names} ${many ? "ont" : "a"} aimé votre message`, accepted: () => "Votre réponse a été acceptée", reminder: () => "Vous vouliez qu’on vous le rappelle",
    idea: () => "Une décision a été prise sur votre idée", badge: () => "Vous avez reçu un badge", message: ({ names, many }) => `${names} ${many ? "vous ont écrit" : "vous a écrit"}`, moderation: () => "Une décision vous concerne",
    referral: () => "Du nouveau de quelqu’un que vous avez amené", review: () => "Il y a du nouveau pour votre avis ou votre question", tier: () => "À propos de votre palier", request: () => "Il y a du nouveau pour votre demande", space: () => "Il y a du nouveau dans votre espace",
  },
};

type Opens = Partial<Record<NoticeKind, string>>;
const other = {
  en: {
    and: " and ", others: (count: number) => ` and ${count} ${count > 1 ? "others" : "other"}`, someone: "Someone", hello: (name: string) => `Hello ${name},`, several: (count: number) => `${count} things for you`,
    open: "See it", opens: { message: "Open the conversation", mention: "Open the conversation", request: "Open the request", space: "See what is new", moderation: "Read the decision", idea: "Read the decision", tier: "See where you stand", badge: "See the badge", referral: "See who came" } as Opens, openAll: "See them all", read: "Read and reply", answer: "You can answer this mail: what you write is posted as your reply.", answerMessage: "You can answer this mail: what you write goes to them.", answerRequest: "You can answer this mail: what you write becomes part of your request.",
    leaveTopic: "Hear no more of this topic", leave: "Change or end these mails", digest: (site: string) => `What you missed at ${site}`, digestLine: "New since you were last here, what is closest to you first.",
    digestOpen: "See what is new", replies: (count: number) => (count === 1 ? "1 reply" : `${count} replies`), by: (name: string) => `by ${name}`, colon: ":", more: (count: number) => (count === 1 ? "And one more message." : `And ${count} more messages.`), why: "You get this because you are a member here.",
  },
  fr: {
    and: " et ", others: (count: number) => ` et ${count} ${count > 1 ? "autres" : "autre"}`, someone: "Quelqu’un", hello: (name: string) => `Bonjour ${name},`, several: (count: number) => `${count} nouvelles pour vous`,
    open: "Voir", opens: { message: "Ouvrir la conversation", mention: "Ouvrir la conversation", request: "Ouvrir la demande", space: "Voir les nouveautés", moderation: "Lire la décision", idea: "Lire la décision", tier: "Voir où vous en êtes", badge: "Voir le badge", referral: "Voir qui est venu" } as Opens, openAll: "Tout voir", read: "Lire et répondre", answer: "Vous pouvez répondre à ce mail : ce que vous écrivez est publié comme votre réponse.", answerMessage: "Vous pouvez répondre à ce mail : ce que vous écrivez leur parvient.", answerRequest: "Vous pouvez répondre à ce mail : ce que vous écrivez rejoint votre demande.",
    leaveTopic: "Ne plus suivre ce sujet", leave: "Changer ou arrêter ces mails", digest: (site: string) => `Ce que vous avez manqué sur ${site}`, digestLine: "Nouveau depuis votre dernière visite, le plus proche de vous d’abord.",
    digestOpen: "Voir les nouveautés", replies: (count: number) => (count === 1 ? "1 réponse" : `${count} réponses`), by: (name: string) => `par ${name}`, colon: " :", more: (count: number) => (count === 1 ? "Et encore un message." : `Et encore ${count} messages.`), why: "Vous recevez ce mail parce que vous êtes membre ici.",
  },
} as const;

/** A reader's language as letters know it. */
export const localeOf = (locale: string): Locale => (locale === "fr" ? "fr" : "en");
/** What letters say beside what they tell of. */
export const wordsOf = (locale: Locale): (typeof other)[Locale] => other[locale];

/** Who did something, as a sentence names them: two by name, then how many more. */
export function namesOf(locale: Locale, actors: readonly { name: string }[], count: number): string {
  const said = other[locale];
  const names = actors.slice(0, 2).map((one) => one.name.replace(/\s+/g, " "));
  const [first, second] = names;
  if (!first) return said.someone;
  if (count <= 1 || !second) return count > 1 ? first + said.others(count - 1) : first;
  return count === 2 ? first + said.and + second : `${first}, ${second}${said.others(count - 2)}`;
}

// How far somebody and the house have come with each other: what it is, and that nothing is asked for it.
const stages: Record<Locale, { reached: readonly string[]; text: string }> = {
  en: {
    reached: ["You told us what you need. Now it is for us to understand it", "We have understood each other: you said that this is it", "We met a need of yours, and you were content with it", "You keep coming to us with what matters to you. Thank you", "Others have found us through you. Thank you"],
    text: "Your page says what this rests on, and how it came about. Nothing is asked of you.",
  },
  fr: {
    reached: ["Vous nous avez dit ce dont vous avez besoin. À nous de bien le comprendre", "Nous nous sommes compris : vous avez dit que c’est bien cela", "Nous avons répondu à un de vos besoins, et cela vous a convenu", "Vous revenez vers nous avec ce qui compte pour vous. Merci", "D’autres nous ont trouvés grâce à vous. Merci"],
    text: "Votre page dit sur quoi cela repose, et comment c’est venu. Rien ne vous est demandé.",
  },
};

type Named = { kind: NoticeKind; event: string; subject: { id: string } };

/** A notice as a sentence: the words of its event where it has some, else those of its kind. */
export function sentenceOf(locale: Locale, { kind, event, subject }: Named, said: Said): string {
  return (event === "stage.reached" ? stages[locale].reached[Number(subject.id) - 1] : undefined) ?? notices[locale][kind](said);
}

/** What a letter says below the sentence, where the event has more to say. */
export const textOf = (locale: Locale, { event }: Pick<Named, "event">): string | undefined => (event === "stage.reached" ? stages[locale].text : undefined);
