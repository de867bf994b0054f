// A line between two places that can be cut, made slow, and led elsewhere: what a network does.
import { connect, createServer, type Socket } from "node:net";

export type Line = { port: number; lead: (port: number) => void; cut: () => number; slow: (ms: number) => void; end: () => Promise<void> };

function joined(from: Socket, to: Socket, delay: () => number): void {
  from.on("data", (chunk) => {
    const ms = delay();
    if (ms === 0) return void to.write(chunk);
    // In order: what came later never overtakes.
    from.pause();
    setTimeout(() => { to.write(chunk); from.resume(); }, ms);
  });
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

/** Opens such a line to a port of this machine. */
export async function line(target: number): Promise<Line> {
  let port = target;
  let ms = 0;
  const open = new Set<Socket>();
  const server = createServer((one) => {
    const other = connect(port, "127.0.0.1");
    for (const socket of [one, other]) {
      open.add(socket);
      socket.setNoDelay(true).on("close", () => open.delete(socket));
    }
    joined(one, other, () => ms);
    joined(other, one, () => 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    lead: (to) => { port = to; },
    cut: () => { const count = open.size / 2; for (const socket of open) socket.destroy(); return count; },
    slow: (by) => { ms = by; },
    end: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
