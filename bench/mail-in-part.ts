import { handleIncoming } from "#lib/outreach/incoming/handling.ts";
import { openMailDoor } from "#server/mail-door.ts";
import "#server/wiring.ts";

// The door of mail servers and what handles mail, in a process of its own: it says its port, and, once asked, what it took.
const door = await openMailDoor();
const idle = process.memoryUsage.rss() / 1_048_576;
process.stdout.write(`${door?.port}\n`);
process.stdin.on("data", () => void (async () => {
  await handleIncoming();
  process.stdout.write(`${JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, idle })}\n`);
})());
