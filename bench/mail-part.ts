import nodemailer from "nodemailer";
import { SMTPServer } from "smtp-server";
import { deliverMail } from "#lib/mail/sending.ts";

// One side of the bench of mail in a process of its own: `receive` is the world outside, `send` the product, `bare` nodemailer with as many bytes.
const [side, count = "0", url = "", size = "12000"] = process.argv.slice(2);

function receive(): void {
  const seen = new Map<string, number>();
  let bytes = 0;
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], disableReverseLookup: true, onRcptTo: (_address, _session, done) => done(),
    onData: (stream, session, done) => {
      stream.on("data", (chunk: Buffer) => { bytes += chunk.length; });
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        seen.set(to, (seen.get(to) ?? 0) + 1);
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1", () => { const at = server.server.address(); process.stdout.write(`${typeof at === "object" && at ? at.port : 0}\n`); });
  process.stdin.on("data", () => {
    process.stdout.write(`${JSON.stringify({ people: seen.size, letters: [...seen.values()].reduce((sum, one) => sum + one, 0), bytes })}\n`);
    seen.clear();
    bytes = 0;
  });
}

async function bare(): Promise<void> {
  const transport = nodemailer.createTransport({ pool: true, maxConnections: 2, maxMessages: 1e9, ...Object.fromEntries([["host", "127.0.0.1"], ["port", Number(new URL(url).port)]]) });
  const bytes = Buffer.alloc(Number(size), "All of a letter, line for line the same.\r\n");
  let next = 0;
  const line = async (): Promise<void> => { while (next < Number(count)) { next += 1; await transport.sendMail({ envelope: { from: "hello@house.example", to: [`bare-${next}@place.example`] }, raw: bytes }); } };
  await Promise.all([line(), line()]);
  transport.close();
}

if (side === "receive") receive();
else {
  const began = performance.now();
  await (side === "send" ? deliverMail() : bare());
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - began) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 })}\n`);
  process.exit(0);
}
