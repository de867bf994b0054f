import { Refusal } from "#lib/core/errors.ts";
import type { Reader } from "#lib/core/transact.ts";
import type { Audience } from "./types.ts";

/** The audiences whose rooms are the members’ own: nothing is sold there. */
export const isPrivate = (audience: Audience): boolean => audience === "premier" || audience === "circle";

const written = `SELECT 1 FROM post p JOIN account a ON a.id = p.author_id WHERE p.topic_id = $1 AND p.deleted_at IS NULL AND a.role = 'marketer' LIMIT 1`;

/** Why a topic may not come into a category: what marketing wrote is not brought into the members’ private rooms by others either. */
export async function keptOut(reader: Reader, { topicId, from, into }: { topicId: number; from: Audience; into: Audience }): Promise<Refusal | undefined> {
  if (!isPrivate(into) || isPrivate(from)) return undefined;
  const sells = (await reader.query(written, [topicId])).length > 0;
  return sells ? new Refusal("forbidden", "What marketing wrote has no place in the members’ private rooms.") : undefined;
}
