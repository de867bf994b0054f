export type RefusalCode = "invalid" | "sign-in" | "forbidden" | "missing" | "conflict" | "gone" | "too-many" | "too-large" | "unconfirmed" | "unreadable";

/** An expected "no": returned, never thrown. `field` names the input it belongs to; `retryAfter` is in seconds. */
export class Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;
  constructor(code: RefusalCode, detail: string, more: { field?: string; retryAfter?: number } = {}) {
    this.code = code;
    this.detail = detail;
    this.field = more.field;
    this.retryAfter = more.retryAfter;
  }
}

/** What may not be known of answers exactly like what does not exist. */
export const missing = (): Refusal => new Refusal("missing", "There is nothing here.");

/** Narrows a command's answer to its refusal. */
export function refused<T>(value: T | Refusal): value is Refusal {
  return value instanceof Refusal;
}

export const statusOf: Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429> = {
  invalid: 422, "sign-in": 401, forbidden: 403, missing: 404, conflict: 409, gone: 410, "too-many": 429, "too-large": 413, unconfirmed: 403, unreadable: 400,
};
