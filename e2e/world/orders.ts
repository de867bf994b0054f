let orders = 0;
/** An order of a hundred as the shop tells of it, paid just now. */
export function soldTo(email: string, more: object = {}): { id: number } & Record<string, unknown> {
  const now = new Date().toISOString();
  orders += 1;
  return { id: Date.now() * 100 + orders, name: `#E2E-${orders}`, email, currency: "EUR", created_at: now, updated_at: now, financial_status: "paid", total_price: "100.00", total_tax: "0.00", taxes_included: false, line_items: [{ sku: "", title: "A copper pan", quantity: 1, price: "100.00" }], ...more };
}

/** A return of so much of an order. */
export const returned = (orderId: number, id: number, amount: string): object => ({ id, order_id: orderId, created_at: new Date().toISOString(), transactions: [{ amount, kind: "refund", status: "success" }] });
