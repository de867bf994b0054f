import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "#lib/core/errors.ts";

const minute = 60;
const rules = {
  "sign-in-account": { points: 10, duration: 15 * minute },
  "sign-in-address": { points: 30, duration: 15 * minute },
  link: { points: 3, duration: 60 * minute },
  "sign-up": { points: 5, duration: 60 * minute },
  posts: { points: 10, duration: minute },
  "posts-newcomer": { points: 3, duration: 10 * minute },
  reading: { points: 240, duration: minute },
  votes: { points: 60, duration: minute },
  chat: { points: 5, duration: 1 },
  "chat-room": { points: 50, duration: 1 },
  rooms: { points: 20, duration: 10 * minute },
  preview: { points: 60, duration: minute },
  search: { points: 20, duration: minute },
  "search-instant": { points: 60, duration: minute },
  directory: { points: 60, duration: minute },
  studio: { points: 240, duration: minute },
  "studio-change": { points: 20, duration: minute },
  notices: { points: 120, duration: minute },
  "mail-choices": { points: 60, duration: minute },
  "mail-door": { points: 1200, duration: minute },
  "mail-hook": { points: 1200, duration: minute },
  "mail-hook-wrong": { points: 30, duration: minute },
  "mail-seen": { points: 600, duration: minute },
  "mail-tests": { points: 20, duration: 60 * minute },
  reports: { points: 10, duration: 60 * minute },
  appeals: { points: 10, duration: 60 * minute },
  exports: { points: 3, duration: 60 * minute },
  onboarding: { points: 60, duration: minute },
  address: { points: 5, duration: 60 * minute },
  avatar: { points: 20, duration: 60 * minute },
  people: { points: 90, duration: minute },
  "studio-exports": { points: 30, duration: 60 * minute },
  uploads: { points: 20, duration: 60 * minute },
  keys: { points: 120, duration: minute },
  "keys-made": { points: 20, duration: 60 * minute },
  shops: { points: 30, duration: 60 * minute },
  "shop-events": { points: 1200, duration: minute },
  "shop-unsigned": { points: 30, duration: minute },
  codes: { points: 30, duration: 10 * minute },
  "codes-typed": { points: 10, duration: 60 * minute },
  strangers: { points: 60, duration: minute },
  shares: { points: 60, duration: minute },
  friends: { points: 20, duration: 24 * 60 * minute },
  referrals: { points: 120, duration: minute },
  "shop-touches": { points: 60, duration: minute },
  orders: { points: 120, duration: minute },
  control: { points: 30, duration: minute },
  requests: { points: 60, duration: minute },
  "requests-made": { points: 20, duration: 60 * minute },
  "request-desk": { points: 120, duration: minute },
  space: { points: 60, duration: minute },
  "upload-megabytes": { points: 200, duration: 24 * 60 * minute },
} as const;

export type LimitName = keyof typeof rules;

type Limiter = RateLimiterMemory | RateLimiterRedis;
const limiters = new Map<LimitName, Limiter>();
let store: object | undefined;

/** Counts in a Redis from now on, so that several servers count as one; in this process alone again without one. The server says so once. */
export function countIn(redis: object | undefined): void {
  store = redis;
  limiters.clear();
}

function made(name: LimitName): Limiter {
  const here = new RateLimiterMemory({ keyPrefix: name, ...rules[name] });
  // While Redis cannot be reached each server counts for itself, at once: a limit is never a reason to wait, nor to let everything pass.
  return store ? new RateLimiterRedis({ storeClient: store, useRedisPackage: true, rejectIfRedisNotReady: true, insuranceLimiter: here, inMemoryBlockOnConsumed: rules[name].points, keyPrefix: `limit:${name}`, ...rules[name] }) : here;
}

function limiter(name: LimitName): Limiter {
  const found = limiters.get(name) ?? made(name);
  limiters.set(name, found);
  return found;
}

// Load tests drive one account far past what a person may do; a production server never listens to this.
/** Whether this process counts nothing: only where load is made on purpose. */
export const limitsAreOff = (): boolean => process.env.RAPPORT_LIMITS === "off" && process.env.PUBLIC_URL === undefined;

/** Spends a point of a limit, or several, for a key (an account, an address or a mailbox); resolves to the refusal when too few are left. */
export async function spend(name: LimitName, key: string, points = 1): Promise<Refusal | undefined> {
  if (limitsAreOff()) return undefined;
  try {
    await limiter(name).consume(key, points);
    return undefined;
  } catch (rejection) {
    const seconds = Math.max(1, Math.ceil((rejection as RateLimiterRes).msBeforeNext / 1000));
    return new Refusal("too-many", `That was too often. Try again in ${seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`, { retryAfter: seconds });
  }
}

/** Forgets every count, for tests. */
export function resetLimits(): void {
  limiters.clear();
}
