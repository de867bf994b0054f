import { z } from "@hono/zod-openapi";

// Bidi overrides, zero-width and control characters let one name pass for another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const trick = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

// Names that would speak for the house or for everybody.
const kept = /^(admin|administrator|moderator|moderators|staff|team|support|system|root|everyone|all|here|channel|nobody|visitor|rapport|me|null|undefined)$/;

export const email = z.string().trim().max(254, "This address is too long.").pipe(z.email("This is not an e-mail address."));
export const personName = z.string().transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Say what we may call you.").max(80, "A name has at most 80 characters.").refine((text) => !trick.test(text), "This name has characters that cannot be shown."));
export const handle = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,28}[a-z0-9]$/, "A handle has 3 to 30 letters a–z, digits, dots or dashes.")
  .refine((text) => !kept.test(text), "This handle is kept for the community itself.");
export const password = z.string().min(10, "A password has at least 10 characters.").max(200, "A password has at most 200 characters.");
export const token = z.string().regex(/^[\w-]{20,100}$/, "This link is not complete.");
export const locale = z.enum(["en", "fr"]);

/** A code somebody was given: what is no code is left alone, so that joining never fails for it. */
const invitationCode = z.string().trim().max(40, "A code has at most 40 characters.");
export const signUpInput = z.strictObject({ email, name: personName, locale: locale.optional(), code: invitationCode.optional() });
export const signInInput = z.strictObject({ email, password: z.string().min(1, "Type your password.").max(200) });
export const addressInput = z.strictObject({ email });
export const newAddressInput = z.strictObject({ email, current: z.string().max(200).optional() });
export const confirmInput = z.strictObject({ token });
export const resetInput = z.strictObject({ token, password });
export const passwordInput = z.strictObject({ password, current: z.string().max(200).optional() });
const plain = (most: number, sentence: string) => z.string().transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim()).pipe(z.string().max(most, sentence).refine((text) => !trick.test(text), "This has characters that cannot be shown."));
/** An address on the web, or nothing; one written without its scheme gets it. */
const website = z.string().trim().max(200, "This address is too long.").transform((text) => (text === "" || /^https?:\/\//i.test(text) ? text : `https://${text}`))
  .refine((text) => text === "" || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).hostname.includes(".") && !new URL(text).username), "This is not an address on the web.");
const shownTo = z.enum(["everyone", "members", "nobody"]);
const privacy = z.strictObject({ bio: shownTo.optional(), joined: shownTo.optional(), tier: shownTo.optional(), activity: shownTo.optional(), location: shownTo.optional(), website: shownTo.optional() });

export const profileInput = z.strictObject({
  name: personName.optional(), handle: handle.optional(), bio: z.string().max(500, "At most 500 characters.").transform((text) => text.replaceAll("\u0000", "")).optional(), locale: locale.optional(),
  location: plain(60, "At most 60 characters.").optional(), website: website.optional(), privacy: privacy.optional(), listed: z.boolean().optional(),
});
export const directoryQuery = z.strictObject({ q: z.string().max(80).optional(), sort: z.enum(["joined", "contributions"]).optional(), after: z.string().max(200).optional() });
export const idParam = z.strictObject({ id: z.uuid() });

/** How far a new member has come with what they are asked: one question answered or skipped, or no more wanted. */
export const onboardingInput = z.union([z.strictObject({ step: z.enum(["picture", "bio", "interests", "place", "notices"]), as: z.enum(["done", "skipped"]) }), z.strictObject({ dismissed: z.boolean() })]);

export type OnboardingInput = z.infer<typeof onboardingInput>;
export type ProfileInput = z.infer<typeof profileInput>;
