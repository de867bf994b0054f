import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Resident } from "./talk.ts";

type Told = { location?: string; website?: string; privacy?: Record<string, "members" | "nobody"> };
const told: Record<string, Told> = {
  "marta.quill": { location: "A hill above Coimbra", website: "https://marta-measures.invalid" },
  "tomasz.wren": { location: "Workshop row, third door" },
  "ines.holloway": { location: "A very small flat", privacy: { tier: "members" } },
  "bao.lindqvist": { privacy: { joined: "nobody", activity: "members" } },
  "greta.ashdown": { location: "By the stove since 1974" },
  "yusuf.penn": { website: "https://knife-evenings.invalid" },
  "priya.thorne": { location: "Where the water is hard", privacy: { location: "members" } },
  "fern.abbot": { location: "North of the river" },
  "wilma.crane": { privacy: { bio: "members" } },
  "edwin.marsh": { privacy: { activity: "nobody", tier: "nobody" } },
  "camille.roux": { location: "Nantes", website: "https://torrefaction-du-soir.invalid" },
  "odile.perrin": { location: "Entre deux chaudrons", privacy: { website: "nobody" } },
};

/** What the demo's people tell of themselves, to whom, and who of them stands in the directory. */
export async function insertProfiles(tx: Tx, everyone: readonly Resident[]): Promise<void> {
  const known = everyone.filter((person) => person.bio !== "" || person.habit === "advocate");
  await tx.query("CREATE TEMP TABLE profile_told (id uuid, location text, website text, privacy jsonb) ON COMMIT DROP");
  await insertRows(tx, { table: "profile_told", columns: ["id:uuid", "location:text", "website:text", "privacy:jsonb"] }, known.map((person) => {
    const { location, website, privacy } = told[person.handle] ?? {};
    return [person.id, location ?? "", website ?? "", JSON.stringify(privacy ?? {})];
  }));
  await tx.query("UPDATE account a SET location = t.location, website = t.website, privacy = t.privacy, listed = a.role = 'customer', timezone = 'Europe/Lisbon' FROM profile_told t WHERE t.id = a.id");
}
