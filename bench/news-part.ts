import { sendOn } from "#lib/outreach/newsletters/sending.ts";

// What makes the letters of a mailing, in a process of its own that can be killed.
await sendOn(process.argv[2] ?? "");
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 })}\n`);
process.exit(0);
