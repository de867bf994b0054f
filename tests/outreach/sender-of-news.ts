import { sendOn } from "#lib/outreach/newsletters/sending.ts";

// A process of its own that makes the letters of a mailing, to be killed in the middle.
await sendOn(process.argv[2] ?? "");
process.exit(0);
