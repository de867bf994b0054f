import { hash, verify } from "@node-rs/argon2";

// OWASP's floor for argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoy: Promise<string> | undefined;

/** The argon2id hash of a password (RFC 9106). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is right. Without a hash it works as long and answers no, so that time tells nothing. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const right = await verify(stored ?? (await decoy), password);
  return right && typeof stored === "string";
}
