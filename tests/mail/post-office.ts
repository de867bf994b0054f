import { SMTPServer } from "smtp-server";

export type Arrived = { to: string; from: string; raw: string };
type Answer = Error & { responseCode: number };

/** What a server says when it does not take something. */
export const refusal = (code: number, text: string): Answer => Object.assign(new Error(text), { responseCode: code });

/** A mail server on loopback that keeps all it takes and drops no double. `decide` may refuse a recipient. */
export async function postOffice(decide: (address: string) => Answer | undefined = () => undefined): Promise<{ url: string; arrived: Arrived[]; tried: string[]; close: () => Promise<void> }> {
  const arrived: Arrived[] = [];
  const tried: string[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => { tried.push(address); done(decide(address)); },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({ to: rcptTo[0]?.address ?? "", from: mailFrom ? mailFrom.address : "", raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.server.address();
  return { url: `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, arrived, tried, close: () => new Promise((resolve) => { server.close(() => resolve()); }) };
}
