import { createHash, timingSafeEqual } from "node:crypto";
import { isOurs } from "#lib/webhooks/signing.ts";

type Header = (name: string) => string | undefined;
const sum = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The secret a request carries as it is: as a bearer's, or as the password of the address a provider was given. */
export function carriedSecret(header: Header): string | undefined {
  const [, scheme, value = ""] = /^(bearer|basic) (\S{1,500})$/i.exec(header("authorization") ?? "") ?? [];
  if (!scheme) return undefined;
  if (scheme.toLowerCase() === "bearer") return value;
  const said = Buffer.from(value, "base64").toString();
  return said.slice(said.indexOf(":") + 1);
}

/** Whether a request carries a signature of a provider (Standard Webhooks; Svix writes the same under its own names). */
export const carriesSignature = (header: Header): boolean => header("webhook-signature") !== undefined || header("svix-signature") !== undefined;

/** Whether a request is our provider's: by the secret itself, or signed with it over its id, its time and its body. */
export function isProviders(header: Header, body: string, secret: string): boolean {
  const carried = carriedSecret(header);
  if (carried !== undefined) return timingSafeEqual(sum(carried), sum(secret));
  const named = Object.fromEntries(["id", "timestamp", "signature"].map((name) => [`webhook-${name}`, header(`webhook-${name}`) ?? header(`svix-${name}`)]));
  return carriesSignature(header) && isOurs(named, body, { secret, now: new Date() });
}
