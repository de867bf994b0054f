import type { Reader } from "#lib/core/transact.ts";

const bought = `
  SELECT 1 AS yes FROM purchase_line WHERE customer_id = $1
    AND product_code = ANY(ARRAY(SELECT code FROM product WHERE id = $2 UNION ALL SELECT code FROM product_variant WHERE product_id = $2)) LIMIT 1`;

/** Whether an order of this account has the product, or a variant of it, on one of its lines. */
export async function hasBought(reader: Reader, accountId: string, productId: number): Promise<boolean> {
  return (await reader.query(bought, [accountId, productId])).length > 0;
}
