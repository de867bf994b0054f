import { z } from "@hono/zod-openapi";
import { shopKinds } from "./types.ts";

const cents = z.int().min(0).max(10_000_000_000);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const line = (most: number) => z.string().max(most * 4).transform((text) => text.toWellFormed().normalize("NFC").replace(control, "").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, "This is too long."));
const word = z.string().regex(/^[\w.:/#+-]{1,80}$/, "A number has 1 to 80 letters, digits or . : / # + - _.");
const web = z.string().max(500).refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "This is not an address on the web.");

/** An order as another system knows it: all of it, each time. `paidAt` null is not paid yet; left out, it was paid when it was placed. */
export const orderInput = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "A source has letters a–z, digits and dashes.").default("api"), number: word, label: line(60).optional(),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("This is not an e-mail address.")).optional(), customer: z.uuid().optional(), currency: z.string().regex(/^[A-Z]{3}$/, "A currency has three capital letters."),
  placedAt: instant, changedAt: instant.optional(), paidAt: instant.nullable().optional(), cancelledAt: instant.nullable().optional(),
  totals: z.strictObject({ paidCents: cents, taxCents: cents.default(0), shippingCents: cents.default(0), discountCents: cents.default(0), costCents: cents.nullable().default(null) }),
  lines: z.array(z.strictObject({ code: z.string().max(64).regex(/^[\w.:/+-]*$/, "A code has 1 to 64 letters, digits or . : / + - _.").default(""), name: line(200), quantity: z.int().min(1).max(1_000_000), priceCents: cents })).max(500, "At most 500 lines."),
});
export const refundInput = z.strictObject({ id: word, amountCents: z.int().min(1).max(10_000_000_000), netCents: cents.optional(), costCents: cents.optional(), at: instant.optional(), reason: line(200).default("") });
export const statusInput = z.strictObject({ status: z.enum(["paid", "sent", "delivered", "cancelled"]), at: instant.optional(), shipment: word.default("1"), carrier: line(80).default(""), tracking: line(80).default(""), url: web.optional() });
export const orderParam = z.strictObject({ id: z.uuid() });
export const ordersQuery = z.strictObject({ after: z.string().max(300).optional(), source: z.string().max(60).optional() });
export const mineQuery = z.strictObject({ after: z.string().max(300).optional() });
export const shopInput = z.strictObject({ kind: z.enum(shopKinds), name: line(80).pipe(z.string().min(1, "Give it a name.")) });
export const secretInput = z.strictObject({ secret: z.string().min(16, "A secret has at least 16 characters.").max(200, "This is too long.") });
export const secretParam = z.strictObject({ id: z.uuid(), secret: z.uuid() });

export type OrderInput = z.infer<typeof orderInput>;
export type RefundInput = z.infer<typeof refundInput>;
export type StatusInput = z.infer<typeof statusInput>;
export type ShopInput = z.infer<typeof shopInput>;
