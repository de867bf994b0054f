import { insertRows } from "#lib/core/insert-rows.ts";
import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { plainOf } from "./dump-markdown.ts";
import type { User } from "./stackexchange-rows.ts";

// The community's own automatic account, and whoever's account was gone before the dump was made.
const robot = "-1";
export const nobody = "none";

const columns = ["id:uuid", "name:text", "handle:text", "role:text", "bio:text", "origin:text", "created_at:timestamptz"];

/** Where a user of a site comes from. */
export const userOrigin = (site: string, id: string): string => `se:${site}:user:${id}`;

function handleOf(name: string, site: string, id: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, ".").replace(/^\.+|\.+$/g, "").slice(0, 30);
  // The + keeps imported handles apart from chosen ones.
  return `${plain || "member"}+${site.replace(/\.stackexchange\.com$/, "")}.${id}`;
}

/** Writes the users that are not there yet, without an address: they cannot sign in. Resolves to how many were new. */
export async function writeUsers(tx: Tx, site: string, users: readonly User[]): Promise<number> {
  const gone: User = { Id: nobody, DisplayName: "Former member", CreationDate: users[0]?.CreationDate ?? new Date(0), AboutMe: "" };
  const rows = [gone, ...users].map((user) => {
    const name = plainOf(user.DisplayName, 80).normalize("NFC") || `Member ${user.Id}`;
    return [newId(), name, handleOf(name, site, user.Id), user.Id === robot || user.Id === nobody ? "bot" : "customer", plainOf(user.AboutMe, 500), userOrigin(site, user.Id), user.CreationDate];
  });
  return (await insertRows<{ id: string }>(tx, { table: "account", columns, suffix: "ON CONFLICT (origin) DO NOTHING RETURNING id" }, rows)).length;
}

/** The account of each user of a site, by their id there. */
export async function readUsers(tx: Tx, site: string): Promise<Map<string, string>> {
  const prefix = userOrigin(site, "");
  const rows = await tx.query<{ origin: string; id: string }>("SELECT origin, id FROM account WHERE origin LIKE $1 || '%'", [prefix.replaceAll(/[%_\\]/g, "\\$&")]);
  return new Map(rows.map((row) => [row.origin.slice(prefix.length), row.id]));
}
