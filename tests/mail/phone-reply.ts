import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A reply as a telephone's mail program writes it, with everything it quotes; the words are ours. */
export function phoneReply(parts: { from: string; name: string; to: string; subject: string; answers: string; text: string; headers?: string }): string {
  const filled = readFileSync(join(import.meta.dirname, "fixtures/phone-reply.eml"), "utf8").replace(/\{(\w+)\}/g, (whole, name: string) => ({ headers: "", id: crypto.randomUUID(), ...parts })[name] ?? whole);
  return filled.replace(/^\n/, "").replace(/\r?\n/g, "\r\n");
}
