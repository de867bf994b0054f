import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Dump } from "./stackexchange-read.ts";

/** The links between a dump's topics, by the questions they join; a link to what the dump does not hold is left out. */
export function linksOf({ links, topicOf }: Dump): { id: string; from: string; to: string; kind: "related" | "duplicate"; at: Date }[] {
  return links.flatMap((link) => {
    const [from, to] = [topicOf.get(link.PostId), topicOf.get(link.RelatedPostId)];
    const kind = { 1: "related", 3: "duplicate" }[link.LinkTypeId] as "related" | "duplicate" | undefined;
    return from && to && from !== to && kind ? [{ id: link.Id, from, to, kind, at: link.CreationDate }] : [];
  });
}

/** Keeps the links between topics that are there. A second run changes nothing. Resolves to how many were new. */
export async function writeLinks(tx: Tx, dump: Dump): Promise<number> {
  const links = linksOf(dump);
  if (links.length === 0) return 0;
  const prefix = `se:${dump.site}:post:`;
  const rows = await tx.query<{ id: number; origin: string }>("SELECT id, origin FROM topic WHERE origin = ANY($1)", [[...new Set(links.flatMap((link) => [prefix + link.from, prefix + link.to]))]]);
  const ids = new Map(rows.map((row) => [row.origin, row.id]));
  const known = links.flatMap((link) => { const [from, to] = [ids.get(prefix + link.from), ids.get(prefix + link.to)]; return from && to ? [[from, to, link.kind, `se:${dump.site}:link:${link.id}`, link.at]] : []; });
  return (await insertRows(tx, { table: "topic_link", columns: ["topic_id:bigint", "other_id:bigint", "kind:text", "origin:text", "created_at:timestamptz"], suffix: "ON CONFLICT DO NOTHING RETURNING id" }, known)).length;
}
