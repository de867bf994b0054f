import type { Locale } from "../words.ts";

/** What letters by editors say beside what the editor wrote, in the letter's language. */
export const said: Record<Locale, {
  hello: (name: string) => string; topics: string; replies: (count: number) => string; tier: (name: string) => string; tierMore: string; tiers: readonly string[]; web: string; whyIssue: (name: string) => string; whyCampaign: (site: string) => string; leave: string; leaveOne: (name: string) => string; test: string; answer: string;
}> = {
  en: {
    hello: (name) => `Hello ${name},`, topics: "For you, from the community", replies: (count) => (count === 1 ? "1 reply" : `${count} replies`), tier: (name) => `Your tier: ${name}`, tierMore: "What it opens, and what is next", tiers: ["Member", "Select", "Premier", "Circle"],
    web: "Read this on the web", whyIssue: (name) => `You get this because you subscribed to ${name}.`, whyCampaign: (site) => `You get this because you are a member of ${site}.`, leave: "Change or end these mails", leaveOne: (name) => `End ${name}, or change what you get`, test: "Test", answer: "You can answer this mail: a person reads it.",
  },
  fr: {
    hello: (name) => `Bonjour ${name},`, topics: "Pour vous, dans la communauté", replies: (count) => (count === 1 ? "1 réponse" : `${count} réponses`), tier: (name) => `Votre palier : ${name}`, tierMore: "Ce qu’il ouvre, et la suite", tiers: ["Membre", "Select", "Premier", "Circle"],
    web: "Lire sur le web", whyIssue: (name) => `Vous recevez ce mail parce que vous êtes abonné à ${name}.`, whyCampaign: (site) => `Vous recevez ce mail parce que vous êtes membre de ${site}.`, leave: "Changer ou arrêter ces mails", leaveOne: (name) => `Arrêter ${name}, ou changer ce que vous recevez`, test: "Essai", answer: "Vous pouvez répondre à ce mail : une personne vous lira.",
  },
};
