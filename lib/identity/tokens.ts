import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 bits for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: nobody who reads the database can use it. */
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();
