import { Readable } from "node:stream";
import sharp from "sharp";
import type { Tx } from "#lib/core/transact.ts";
import type { ShownMedia } from "#lib/markdown/types.ts";
import { disk } from "#lib/storage/disk.ts";
import { drop, stage } from "#lib/storage/staging.ts";

// Drawn for the demo, a few lines each: nothing here is anybody's photograph.
const line = (paper: string, ink: string, lines: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800"><rect width="1200" height="800" fill="${paper}"/><g fill="none" stroke="${ink}" stroke-width="9" stroke-linecap="round" stroke-linejoin="round">${lines}</g></svg>`;
const drawings = {
  counter: line("#efe6d8", "#4a3426", '<path d="M80 620h1040M150 620V470a120 120 0 0 1 240 0v150M205 360q65-55 130 0M390 470h55a50 50 0 0 1 0 100h-55"/><path d="M560 620 600 380h190l40 240M585 470h222M640 380v-60h110v60"/><path d="M930 620V330h110v290M930 330l20-60h70l20 60M985 270v-60M985 210h90"/><path d="M860 620h40M500 620h30" stroke-width="16"/>'),
  dripper: line("#e3e8e1", "#2f4238", '<path d="M430 210h340l-110 230H540zM400 210h400M560 440h80M480 480h240v150a60 60 0 0 1-60 60H540a60 60 0 0 1-60-60zM720 530h40a45 45 0 0 1 0 90h-40"/><path d="M600 120q-25-30 0-60M660 120q-25-30 0-60M600 460v40M600 520v10"/>'),
  loaf: line("#f1e3cf", "#6b3f1d", '<path d="M220 560q-40-240 240-290 340-50 500 120 90 100 20 200z"/><path d="M360 380q40-50 20-90M500 360q40-60 20-110M650 360q40-60 20-105M800 400q40-50 20-90"/><path d="M140 620h920M180 560h840"/>'),
  mill: line("#e6e3ee", "#3a3450", '<path d="M470 300h260v330a40 40 0 0 1-40 40H510a40 40 0 0 1-40-40zM450 300q0-130 150-130t150 130zM600 170v-70M600 100h190M790 100v40M470 480h260M540 555h120v50H540z"/>'),
} as const;
type Name = keyof typeof drawings;

const idOf = (place: number): string => `01890000-0000-7000-8000-0000000000${String(place + 10)}`;
const names = Object.keys(drawings) as Name[];

/** The address of a drawing, for the demo's texts. */
export const picture = (name: Name): string => `/media/${idOf(names.indexOf(name))}/${name}.webp`;

/** What the cook is told of the drawings. */
export const shownPictures: ReadonlyMap<string, ShownMedia> = new Map(names.map((name, place) => [idOf(place), { kind: "image", url: picture(name), small: null, width: 1200, height: 800 }]));

/** Draws the pictures, keeps them where files are kept, and says which posts show them. */
export async function insertPictures(tx: Tx, ownerId: string, posts: { id: number; source: string }[]): Promise<void> {
  for (const [place, name] of names.entries()) {
    const bytes = await sharp(Buffer.from(drawings[name])).webp({ quality: 80 }).toBuffer();
    const staged = await stage(Readable.from([bytes]), bytes.length);
    if (!staged) throw new Error("a drawing grew while it was written");
    await disk.put(staged.key, staged.path);
    await drop(staged);
    await tx.query("INSERT INTO media (id, owner_id, kind, name, type, bytes, key, width, height, loose_since) VALUES ($1, $2, 'image', $3, 'image/webp', $4, $5, 1200, 800, NULL)", [idOf(place), ownerId, `${name}.webp`, bytes.length, staged.key]);
    const showing = posts.filter((post) => post.source.includes(idOf(place)));
    await tx.query("INSERT INTO media_use (media_id, subject_type, subject_id) SELECT $1, 'post', id FROM unnest($2::text[]) AS p (id)", [idOf(place), showing.map((post) => String(post.id))]);
  }
}
