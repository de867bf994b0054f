import { deliverMail } from "#lib/mail/sending.ts";

// A process of its own that sends what waits, to be killed in the middle.
await deliverMail();
process.exit(0);
