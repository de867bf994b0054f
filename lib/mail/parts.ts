/** One part of a mail as it is sent: how it is spelt, and the letters of that spelling, with lines that CR LF ends. */
export type Part = { encoding: "quoted-printable" | "base64"; said: string };

const longest = 76;
const digits = "0123456789ABCDEF";
// One for all letters: each is spelt in one go, so that a letter leaves one string behind and no pile of pieces.
let sheet = Buffer.alloc(0);

const isPlain = (byte: number): boolean => (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 9;

/** Writes one byte at a place, as itself or by its number. Resolves to the next place. */
function put(byte: number, at: number, plain: boolean): number {
  if (plain) {
    sheet[at] = byte;
    return at + 1;
  }
  sheet[at] = 61;
  sheet[at + 1] = digits.charCodeAt(byte >> 4);
  sheet[at + 2] = digits.charCodeAt(byte & 15);
  return at + 3;
}

function quoted(bytes: Buffer): string {
  // Three letters for each byte at most, and three more wherever a line is broken.
  const most = bytes.length * 3 + Math.ceil((bytes.length * 3) / (longest - 3)) * 3 + 3;
  if (sheet.length < most) sheet = Buffer.alloc(most);
  let [at, begun] = [0, 0];
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place] ?? 0;
    const next = bytes[place + 1];
    if (byte === 10) {
      at = sheet.write("\r\n", at, "latin1") + at;
      begun = at;
      continue;
    }
    // A space that ends a line would be lost on the way.
    const plain = isPlain(byte) && !((byte === 32 || byte === 9) && (next === 10 || next === undefined));
    if (at - begun + (plain ? 1 : 3) > longest - 1) {
      at = sheet.write("=\r\n", at, "latin1") + at;
      begun = at;
    }
    at = put(byte, at, plain);
  }
  return sheet.toString("latin1", 0, at);
}

/** Text as one part of a mail: quoted-printable, which stays readable to who looks at the source, or base64 where that is shorter. */
export function partOf(text: string): Part {
  const lines = text.replace(/\r\n?/g, "\n");
  const bytes = Buffer.from(lines);
  let numbered = 0;
  for (const byte of bytes) if (!isPlain(byte) && byte !== 10) numbered += 1;
  if (numbered * 6 <= bytes.length) return { encoding: "quoted-printable", said: quoted(bytes) };
  return { encoding: "base64", said: Buffer.from(lines.replaceAll("\n", "\r\n")).toString("base64").replace(/.{76}(?=.)/g, "$&\r\n") };
}
