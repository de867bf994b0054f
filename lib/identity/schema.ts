import { z } from "@hono/zod-openapi";

// Bidi overrides, zero-width and control characters let one name pass for another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const trick = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

export const email = z.string().trim().max(254, "This address is too long.").pipe(z.email("This is not an e-mail address."));
export const personName = z.string().transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Say what we may call you.").max(80, "A name has at most 80 characters.").refine((text) => !trick.test(text), "This name has characters that cannot be shown."));
export const handle = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,28}[a-z0-9]$/, "A handle has 3 to 30 letters a–z, digits, dots or dashes.");
export const password = z.string().min(10, "A password has at least 10 characters.").max(200, "A password has at most 200 characters.");
export const token = z.string().regex(/^[\w-]{20,100}$/, "This link is not complete.");
export const locale = z.enum(["en", "fr"]);

export const signUpInput = z.strictObject({ email, name: personName, locale: locale.optional() });
export const signInInput = z.strictObject({ email, password: z.string().min(1, "Type your password.").max(200) });
export const addressInput = z.strictObject({ email });
export const confirmInput = z.strictObject({ token });
export const resetInput = z.strictObject({ token, password });
export const passwordInput = z.strictObject({ password, current: z.string().max(200).optional() });
export const profileInput = z.strictObject({ name: personName.optional(), handle: handle.optional(), bio: z.string().max(500, "At most 500 characters.").transform((text) => text.replaceAll("\u0000", "")).optional(), locale: locale.optional() });
export const idParam = z.strictObject({ id: z.uuid() });
