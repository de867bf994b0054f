import { handleIncoming } from "#lib/outreach/incoming/handling.ts";
import "#server/wiring.ts";

// A process of its own that handles what waits, to be killed before it has said what came of it.
process.stdout.write("begins\n");
await handleIncoming();
process.exit(0);
