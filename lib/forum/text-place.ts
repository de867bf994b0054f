import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { categoryFor, topicFor } from "./access.ts";
import { cookFor, preview } from "./text.ts";
import type { Audience, TextPlace } from "./types.ts";

/** Who reads what is written there; while nobody knows where it will stand, everyone. Refused where the actor may not see. */
export async function readersOf(tx: Tx, actor: Actor, { topicId, categorySlug }: TextPlace): Promise<Audience | Refusal> {
  const place = topicId ? await topicFor(tx, actor, topicId) : categorySlug ? await categoryFor(tx, actor, categorySlug) : undefined;
  return place === undefined ? "public" : refused(place) ? place : place.audience;
}

/** A text as it would be shown where it is to stand, kept nowhere: who could not read it there is not called there. */
export function previewAt(actor: Actor, source: string, place: TextPlace): Promise<{ html: string } | Refusal> {
  if (!place.topicId && !place.categorySlug) return preview(actor, source);
  return transact(async (tx) => {
    const audience = await readersOf(tx, actor, place);
    return refused(audience) ? audience : { html: (await cookFor(tx, actor, { source, key: "preview", audience })).html };
  });
}
