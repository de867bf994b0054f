import type { Fields } from "./automatic.ts";

/** Where the header of a raw mail ends, or its length when it never does. */
export function headerEnd(raw: Buffer): number {
  const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length ? Math.min(...ends) : raw.length;
}

/** The fields of a header, unfolded, as they were sent: encoded words stay encoded. A line that is no field is passed over. */
export function fieldsOf(head: string): Fields {
  const fields = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of head.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (current) current[current.length - 1] += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(":");
    const name = colon > 0 ? line.slice(0, colon).trimEnd().toLowerCase() : "";
    current = undefined;
    if (!/^[\x21-\x39\x3b-\x7e]{1,76}$/.test(name)) continue;
    current = fields.get(name) ?? [];
    current.push(line.slice(colon + 1).trim());
    fields.set(name, current);
  }
  return fields;
}

/** The ids of mails a field names, in order, at most fifty of the usual form. */
export function idsIn(value: string | undefined): string[] {
  return (value?.slice(0, 20_000).match(/<[^<>\s]{1,250}>/g) ?? []).slice(-50);
}

/** Whether a line ends with CR or LF alone anywhere in these bytes. */
export function bareLineEnd(raw: Buffer): boolean {
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) if (raw[at - 1] !== 13) return true;
  for (let at = raw.indexOf(13); at >= 0; at = raw.indexOf(13, at + 1)) if (raw[at + 1] !== 10) return true;
  return false;
}
