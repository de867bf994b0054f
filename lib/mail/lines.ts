import { randomInt } from "node:crypto";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import type pg from "pg";
import { pool } from "#lib/core/db.ts";
import { senderLock } from "./claims.ts";

/** One conversation with one mail server, and the database connection that keeps account of it. */
export type Line = { owner: number; keeper: pg.PoolClient; connections: Map<string, SMTPConnection> };

/** A line with nothing said yet. Its claims stand as long as its database connection does. */
export async function openLine(): Promise<Line> {
  const keeper = await pool().connect();
  const owner = randomInt(1, 2 ** 31 - 1);
  await keeper.query("SELECT pg_advisory_lock($1, $2)", [senderLock, owner]);
  return { owner, keeper, connections: new Map() };
}

/** Ends a line; what it still had claimed is settled by whoever looks next. */
export async function closeLine(line: Line): Promise<void> {
  for (const connection of line.connections.values()) connection.quit();
  const error = await line.keeper.query("SELECT pg_advisory_unlock_all()").then(() => undefined, (cause: Error) => cause);
  line.keeper.release(error);
}

function connect(url: string): Promise<SMTPConnection> {
  const options = parseConnectionUrl(url);
  const connection = new SMTPConnection({ ...options, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 });
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect((error) => {
      if (error) return reject(error);
      // From here on each send says what went wrong with it.
      connection.on("error", () => {});
      const auth = options.auth;
      if (!auth) return resolve(connection);
      return connection.login(auth as SMTPConnection.AuthenticationType, (refused) => (refused ? reject(refused) : resolve(connection)));
    });
  });
}

/** The open connection of a line to a server. */
export async function reach(line: Line, url: string): Promise<SMTPConnection> {
  const open = line.connections.get(url);
  if (open) return open;
  const made = await connect(url);
  made.once("end", () => { if (line.connections.get(url) === made) line.connections.delete(url); });
  line.connections.set(url, made);
  return made;
}

/** Forgets a connection that failed. */
export function hangUp(line: Line, url: string): void {
  line.connections.get(url)?.close();
  line.connections.delete(url);
}

export type Handed = { from: string; to: string; bytes: Buffer };

/**
 * Hands one letter over. `beforeLast` is called when all of it is with the server except the full stop that makes it the
 * server's: what it writes to the database and the full stop leave in the same moment.
 */
export function handOver(connection: SMTPConnection, { from, to, bytes }: Handed, beforeLast: () => void): Promise<string> {
  let said = false;
  const message = new Readable({
    read() {
      if (!said) {
        said = true;
        this.push(bytes);
        return;
      }
      beforeLast();
      this.push(null);
    },
  });
  return new Promise((resolve, reject) => {
    connection.send({ from, to: [to] }, message, (error, info) => (error ? reject(error) : resolve(info.response)));
  });
}
