// What means something to a shell, a path, a header or an eye does not stand in a name.
const kept = /[^\p{L}\p{N}\p{M}_-]+/gu;

/** The extension a name claims, in small letters, or "" for none. */
export function claimedExtension(name: string): string {
  return /\.([a-z0-9]{1,12})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? "";
}

/** A name that can stand in any path, header and address: letters, digits, dashes, at most 60, with the extension its type has. */
export function safeName(name: string, extension: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const stem = last.replace(/\.[^.]*$/, "").replace(kept, "-").replace(/-+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
  const short = [...stem].slice(0, 60).join("").replace(/[-_]+$/, "");
  // Names that some systems keep for devices.
  const plain = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `file-${short}` : short;
  return `${plain || "file"}.${extension}`;
}
