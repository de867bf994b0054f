/** The readable part of a topic's address: at most 60 letters and digits, never empty. The id alone finds the topic. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  return plain || "topic";
}

const named: Record<string, string> = { "+": "-plus", "#": "-sharp", ".": "-dot-" };

/** The address of a tag: names that differ only in case, accents or spacing are one tag; c++, c# and c are three. Never empty. */
export function tagSlug(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[+#.]/g, (sign) => named[sign] ?? "");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  if (/^[\x20-\x7e]*$/.test(plain) && slug) return slug;
  // A name in another script is spelt by its letters' numbers, so that it has an address at all.
  return `u-${[...name.normalize("NFKC").toLowerCase()].map((letter) => letter.codePointAt(0)?.toString(36)).join("-")}`.slice(0, 120);
}
