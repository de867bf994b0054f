import { db } from "#lib/core/transact.ts";
import type { Somebody } from "#tests/world/people.ts";

type Bare = { id: number };
const one = async (sql: string, values: unknown[]): Promise<number> => {
  const [row] = await db().query<Bare>(sql, values);
  if (!row) throw new Error("nothing was made");
  return row.id;
};

/** A product on sale: its id and code. */
export async function product(traits: { code?: string; name?: string } = {}): Promise<{ id: number; code: string; slug: string }> {
  const code = traits.code ?? `T-${crypto.randomUUID().slice(0, 8)}`;
  const slug = `kettle-${code.toLowerCase()}`;
  return { id: await one("INSERT INTO product (code, name, slug, price_cents) VALUES ($1, $2, $3, 1000) RETURNING id", [code, traits.name ?? "A kettle", slug]), code, slug };
}

/** A review as it stands in the database, of a product of its own, removed or not. */
export async function aReview(by: string, traits: { removedBy?: string | undefined; title?: string } = {}): Promise<number> {
  const { id } = await product();
  return one(`INSERT INTO review (product_id, author_id, rating, title, source, html, client_id, state, removed_by) VALUES ($1, $2, 4, $3, 'Good', '<p>Good</p>', $4, CASE WHEN $5::uuid IS NULL THEN 'published' ELSE 'removed' END, $5) RETURNING id`,
    [id, by, traits.title ?? "It pours well", crypto.randomUUID(), traits.removedBy ?? null]);
}

/** A question about a product of its own, with one answer of somebody. */
export async function aQuestion(by: string, answerBy: string): Promise<{ id: number; answerId: number }> {
  const { id } = await product();
  const question = await one("INSERT INTO product_question (product_id, author_id, text, client_id, answer_count) VALUES ($1, $2, 'Does it whistle?', $3, 1) RETURNING id", [id, by, crypto.randomUUID()]);
  return { id: question, answerId: await one("INSERT INTO product_answer (question_id, author_id, source, html, client_id) VALUES ($1, $2, 'It does', '<p>It does</p>', $3) RETURNING id", [question, answerBy, crypto.randomUUID()]) };
}

/** The removed thing of a kind, by who took it away. */
export async function takeAway(table: "product_question" | "product_answer", id: number, by: Somebody): Promise<void> {
  await db().query(`UPDATE ${table} SET deleted_at = now(), removed_by = $2 WHERE id = $1`, [id, by.id]);
}
