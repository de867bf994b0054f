// One job in a thread of its own (see aside.ts): this process's event loop goes on meanwhile.
import { workerData } from "node:worker_threads";
import { z } from "zod";
import { disconnect } from "#lib/core/db.ts";
import { jobs } from "./wiring.ts";

const { name, payload } = z.object({ name: z.string(), payload: z.unknown() }).parse(workerData);
const work = jobs[name];
if (!work) throw new Error(`there is no job called ${name}`);
await work(payload);
await disconnect();
// What other rooms keep open would keep the thread.
process.exit(0);
