import type { Member } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import type { MailFile } from "#lib/mail/in/reading.ts";
import { upload } from "#lib/media/uploads.ts";

export type KeptFiles = { files: { id: string; markdown: string }[]; left: string[] };
const most = 10;

async function* bytesOf(file: MailFile): AsyncGenerator<Uint8Array> {
  yield file.content;
}

/** Keeps the files a mail brought, by the rules of every upload; `left` names those that were not taken, each with the reason. */
export async function keepFiles(actor: Member, brought: readonly MailFile[]): Promise<KeptFiles> {
  const kept: KeptFiles = { files: [], left: brought.slice(most).map((file) => `${file.name}: At most ten files.`) };
  for (const file of brought.slice(0, most)) {
    const one = await upload(actor, file.name, bytesOf(file));
    if (refused(one)) kept.left.push(`${file.name}: ${one.detail}`);
    else kept.files.push({ id: one.id, markdown: one.markdown });
  }
  return kept;
}
