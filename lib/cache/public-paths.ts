/** A path whose whole answer is the same for everybody, and is kept: its parameters that count, its tags, and who makes it. */
export type PublicPath = { params: readonly string[]; tags: string[]; by: "page" | "door" };
type Rule = { pattern: RegExp; params: readonly string[]; tags: (found: RegExpExecArray) => string[]; by: "page" | "door" };

// The one list of what is kept in front. What a visitor may not see is never kept, whatever stands here.
const rules: Rule[] = [
  { pattern: /^\/(?:en|fr)(?:\/(?:c|tag)\/[^/?]+)?\/feed\.xml$/, params: ["form"], tags: () => ["lists"], by: "door" },
  { pattern: /^\/(?:en|fr)\/t\/(\d+)\/[^/?]+\/feed\.xml$/, params: ["form"], tags: (found) => [`topic:${found[1]}`], by: "door" },
  { pattern: /^\/(?:robots\.txt|sitemap\.xml|sitemaps\/\w+)$/, params: [], tags: () => ["lists", "products"], by: "door" },
  { pattern: /^\/(?:en|fr)(?:\/c\/[\w-]+)?$/, params: ["after", "kind", "sort"], tags: () => ["lists"], by: "page" },
  { pattern: /^\/(?:en|fr)\/tag\/[a-z0-9-]+$/, params: ["after", "sort"], tags: () => ["lists"], by: "page" },
  { pattern: /^\/(?:en|fr)\/ideas$/, params: ["after", "status"], tags: () => ["lists"], by: "page" },
  { pattern: /^\/(?:en|fr)\/t\/(\d+)(?:\/[^/?]*)?$/, params: ["from"], tags: (found) => [`topic:${found[1]}`], by: "page" },
  { pattern: /^\/(?:en|fr)\/u\/([\w.-]{1,60})$/, params: ["tab", "after"], tags: (found) => ["lists", "products", `person:${(found[1] ?? "").toLowerCase()}`], by: "page" },
  { pattern: /^\/(?:en|fr)\/members(?:\/staff)?$/, params: ["sort", "after", "q"], tags: () => ["members"], by: "page" },
  { pattern: /^\/(?:en|fr)\/badges$/, params: [], tags: () => ["badges"], by: "page" },
  { pattern: /^\/(?:en|fr)\/products$/, params: ["category", "stars", "available", "sort", "after"], tags: () => ["products"], by: "page" },
  { pattern: /^\/(?:en|fr)\/products\/([a-z0-9-]{1,80})$/, params: ["sort", "rating", "photos", "verified", "variant", "after", "questions"], tags: (found) => [`product:${found[1]}`], by: "page" },
  { pattern: /^\/(?:en|fr)\/news(?:\/[a-z0-9-]{1,80}(?:\/[a-z0-9-]{1,80})?)?$/, params: ["after"], tags: () => ["news"], by: "page" },
  { pattern: /^\/widget\/reviews\/([\w.:+-]{1,64})\.json$/, params: [], tags: (found) => [`widget:${found[1]}`], by: "door" },
];

/** What is known of a public path, or undefined when it is none. */
export function publicPath(path: string): PublicPath | undefined {
  for (const rule of rules) {
    const found = rule.pattern.exec(path);
    if (found) return { params: rule.params, tags: rule.tags(found), by: rule.by };
  }
  return undefined;
}
