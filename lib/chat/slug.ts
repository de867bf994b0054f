/** The address of a room, from its name: small letters, digits and dashes. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return plain || "room";
}
