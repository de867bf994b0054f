import pg from "pg";
import type { PrismaClient } from "#generated/prisma/client.ts";
import { env } from "./env.ts";

// bigint columns are counters and identities here, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

type Connections = { pool: pg.Pool; prisma?: Promise<PrismaClient> };
// Next bundles this module apart from the server's copy; one process must still hold one pool.
const holder = globalThis as typeof globalThis & { rapportConnections?: Connections | undefined };

function connections(): Connections {
  holder.rapportConnections ??= (() => {
    const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 12 });
    pool.on("error", () => {});
    return { pool };
  })();
  return holder.rapportConnections;
}

/** The Prisma client for typed access outside hot paths. It comes when it is first asked for: it weighs 37 MB in every process that loads it. */
export function prisma(): Promise<PrismaClient> {
  const open = connections();
  open.prisma ??= (async () => {
    const [{ PrismaPg }, generated] = await Promise.all([import("@prisma/adapter-pg"), import("#generated/prisma/client.ts")]);
    return new generated.PrismaClient({ adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 4 }) });
  })();
  return open.prisma;
}

/** The raw pool; only `core` and long-lived listeners take connections from it. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Ends every connection; the process cannot query afterwards. */
export async function disconnect(): Promise<void> {
  const open = holder.rapportConnections;
  holder.rapportConnections = undefined;
  if (open) await Promise.all([open.pool.end(), open.prisma?.then((client) => client.$disconnect())]);
}
