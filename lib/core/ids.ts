import { v7 } from "uuid";

/** A time-ordered identifier (RFC 9562, UUID version 7). */
export const newId = (): string => v7();
