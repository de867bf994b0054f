import { LRUCache } from "lru-cache";
import { publicPath } from "./public-paths.ts";

/** A whole public response: its body in each encoding with the headers of its own, ready to send. */
export type CachedPage = { body: Buffer; gzip: Buffer; brotli: Buffer; etag: string; headers: Record<string, string>; tags: string[] };

const pages = new LRUCache<string, CachedPage>({ maxSize: 256 * 1024 * 1024, sizeCalculation: (page) => page.body.length + page.gzip.length + page.brotli.length + 512 });
const filling = new Map<string, Promise<CachedPage | undefined>>();
const lastInvalidated = new Map<string, number>();
let clock = 0;

/** The page kept under a key, if any. */
export function cachedPage(key: string): CachedPage | undefined {
  return pages.get(key);
}

/**
 * Renders a page once for everyone who waits for it. A page whose tag was invalidated while it rendered is handed out but
 * not kept, so what was written meanwhile is never hidden.
 */
export function fillPage(key: string, tags: string[], render: () => Promise<CachedPage | undefined>): Promise<CachedPage | undefined> {
  const under = filling.get(key);
  if (under) return under;
  const began = clock;
  const work = render()
    .then((page) => {
      if (page && tags.every((tag) => (lastInvalidated.get(tag) ?? 0) <= began)) pages.set(key, page);
      return page;
    })
    .finally(() => filling.delete(key));
  filling.set(key, work);
  return work;
}

/** Forgets every page that shows one of these tags, and lets no render that began before be kept. */
export function invalidatePages(tags: string[]): void {
  clock += 1;
  for (const tag of tags) lastInvalidated.set(tag, clock);
  if (lastInvalidated.size > 20_000) lastInvalidated.clear();
  for (const [key, page] of pages.entries()) if (page.tags.some((tag) => tags.includes(tag))) pages.delete(key);
  for (const key of filling.keys()) if (publicPath(key.split("?")[0] ?? "")?.tags.some((tag) => tags.includes(tag))) filling.delete(key);
}

/** Forgets everything, as after a deployment or in a test. */
export function clearPages(): void {
  clock += 1;
  pages.clear();
}
