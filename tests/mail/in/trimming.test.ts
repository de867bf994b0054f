import fc from "fast-check";
import { expect, it } from "vitest";
import { newText } from "#lib/mail/in/trimming.ts";

const quote = "> We open at nine.\n> Come by when you like.";
const shapes: [name: string, mail: string, text: string][] = [
  ["a browser's mail", `See you then.\n\nOn Tue, Mar 3, 2026 at 9:12 AM Ines Roth <ines@example.org> wrote:\n\n${quote}\n`, "See you then."],
  ["a telephone", `See you then.\n\nSent from my iPhone\n\nOn 3 Mar 2026, at 09:12, Ines Roth <ines@example.org> wrote:\n\n${quote}`, "See you then."],
  ["an attribution broken over lines", `See you then.\n\nOn Tue, Mar 3, 2026 at 9:12 AM Ines Roth\n<ines@example.org>\nwrote:\n\n${quote}`, "See you then."],
  ["an attribution whose address was broken", `Gern.\n\nAm 03.03.2026 um 09:12 schrieb "Ines Roth" <ines@example.org\n>:\n\n${quote}`, "Gern."],
  ["French", `Avec plaisir.\n\nLe mar. 3 mars 2026 à 09:12, Ines Roth <ines@example.org> a écrit :\n\n${quote}`, "Avec plaisir."],
  ["German", `Gern, bis dann.\n\nAm 03.03.26 um 09:12 schrieb Ines Roth:\n${quote}`, "Gern, bis dann."],
  ["Spanish", `Hasta luego.\n\nEl mar, 3 mar 2026 a las 9:12, Ines Roth (<ines@example.org>) escribió:\n\n${quote}`, "Hasta luego."],
  ["Italian", `A presto.\n\nIl giorno mar 3 mar 2026 alle ore 09:12 Ines Roth <ines@example.org> ha scritto:\n\n${quote}`, "A presto."],
  ["Portuguese", `Até logo.\n\nEm ter., 3 de mar. de 2026 às 09:12, Ines Roth <ines@example.org> escreveu:\n\n${quote}`, "Até logo."],
  ["Dutch", `Tot dan.\n\nOp di 3 mrt 2026 om 09:12 schreef Ines Roth <ines@example.org>:\n\n${quote}`, "Tot dan."],
  ["Swedish", `Vi ses.\n\nDen tis 3 mars 2026 kl 09:12 skrev Ines Roth <ines@example.org>:\n\n${quote}`, "Vi ses."],
  ["Polish", `Do zobaczenia.\n\nW dniu 3.03.2026 o 09:12, Ines Roth napisał:\n${quote}`, "Do zobaczenia."],
  ["Russian", `До встречи.\n\nвт, 3 мар. 2026 г. в 09:12, Ines Roth <ines@example.org>:\n\n${quote}`.replace(">:\n", "> написал:\n"), "До встречи."],
  ["Chinese", `好的。\n\n在 2026年3月3日，上午9:12，Ines Roth <ines@example.org> 写道：\n\n${quote}`, "好的。"],
  ["Outlook, with the long line", "Fine by me.\n\n________________________________\nFrom: Ines Roth <ines@example.org>\nSent: Tuesday, March 3, 2026 9:12 AM\nTo: Ada\nSubject: Opening\n\nWe open at nine.", "Fine by me."],
  ["Outlook in French", "D'accord.\n\nDe : Ines Roth <ines@example.org>\nEnvoyé : mardi 3 mars 2026 09:12\nÀ : Ada\nObjet : Ouverture\n\nNous ouvrons à neuf heures.", "D'accord."],
  ["headers in bold", "Fine.\n\n*From:* Ines Roth\n*Sent:* Tuesday\n*To:* Ada\n*Subject:* Opening\n\nWe open at nine.", "Fine."],
  ["a line that says original message", "Passt.\n\n-----Ursprüngliche Nachricht-----\nVon: Ines\nGesendet: Dienstag\n\nWir öffnen um neun.", "Passt."],
  ["forwarded", "For you.\n\n---------- Forwarded message ---------\nFrom: Ines <ines@example.org>\n\nWe open at nine.", "For you."],
  ["a signature of two dashes", "Yes.\n\n-- \nAda Lund\nKeeper of lamps", "Yes."],
  ["an answer under the quote", `On Tue, Mar 3, 2026 at 9:12 AM Ines Roth <ines@example.org> wrote:\n${quote}\n\nNine is early.`, "Nine is early."],
  ["answers between the quotes stay between them", "On 3 Mar 2026, at 09:12, Ines wrote:\n\n> Nine?\n\nToo early.\n\n> Ten?\n\nGood.", "On 3 Mar 2026, at 09:12, Ines wrote:\n\n> Nine?\n\nToo early.\n\n> Ten?\n\nGood."],
  ["nothing but a quote is kept", "> We open at nine.", "> We open at nine."],
  ["a list is no signature", "We need:\n\n- lamps\n- oil", "We need:\n\n- lamps\n- oil"],
  ["a sentence that begins like a telephone's", "Done.\n\nSent from the harbour, the parcel is on its way.", "Done.\n\nSent from the harbour, the parcel is on its way."],
  ["a sentence that begins like an attribution", "On 3 counts I agree.\n\nOn the rest I do not.", "On 3 counts I agree.\n\nOn the rest I do not."],
];

it.each(shapes)("finds what is new: %s", (_, mail, text) => {
  expect(newText(mail).text).toBe(text);
  expect(newText(mail.replaceAll("\n", "\r\n")).text).toBe(text);
});

it("knows a signature by the name it came from, with the closing words over it and the contacts under it", () => {
  const mail = "The lamp arrived.\n\nBest regards,\nAda Lund\nKeeper of lamps\n+41 00 000 00 00";
  expect(newText(mail, "Ada Lund ada@example.org")).toEqual({ text: "The lamp arrived.", signature: "Best regards,\nAda Lund\nKeeper of lamps\n+41 00 000 00 00" });
  expect(newText(mail, "Ines Roth ines@example.org").text).toBe(mail);
});

it("never loses words that stand before every mark, and never leaves nothing of something", () => {
  const word = fc.stringMatching(/^[a-z]{2,9}( [a-z]{2,9}){0,5}\.$/);
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom(...shapes.map(([, mail]) => mail.slice(mail.indexOf("\n\n")))), (said, tail) => {
    const text = said.join("\n");
    expect(newText(`${text}\n\n${tail.includes("\n\n> Ten") ? "" : tail}`).text.startsWith(said[0] ?? "")).toBe(true);
  }));
  fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (any) => { expect(newText(any).text === "").toBe(any.replace(/[\u200b\ufeff]/g, "").trim() === ""); }));
});

it("takes time in proportion, whatever the lines look like", () => {
  const spent = (mail: string): number => {
    const began = process.threadCpuUsage();
    newText(mail);
    const { user, system } = process.threadCpuUsage(began);
    return (user + system) / 1000;
  };
  const lines = ["On 1 wrote", "> ".repeat(400), `${"<".repeat(300)}`, `On 3 ${"a ".repeat(150)}`, "-".repeat(2000), "From: x", `*From:*${" ".repeat(500)}`, "a@b wrote", "C>", `sent from ${"my ".repeat(60)}`, "在 2026"];
  for (const line of lines) expect(spent(`${line}\n`.repeat(5000)), line.slice(0, 20)).toBeLessThan(3000);
});
