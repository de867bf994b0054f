// The yardstick of a room: bare socket.io that gives everybody what one of them says, and does nothing else.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const server = createServer();
const io = new Server(server, { serveClient: false, transports: ["websocket"] });
io.on("connection", (socket) => {
  void socket.join("room");
  socket.on("chat.send", ({ roomId, clientId, body }: { roomId: number; clientId: string; body: string }, answer: (value: unknown) => void) => {
    // As much as a message of ours carries.
    const message = { id: 1, seq: 1, clientId, author: { id: clientId, name: "Robin Vale", handle: "r.000000000000", role: "customer", tier: 0 }, kind: "text", html: `<p>${body}</p>\n`, replyTo: null, root: null, replies: 0, reactions: [], createdAt: new Date().toISOString(), editedAt: null, deletedAt: null, pinned: false, version: 1, change: 0 };
    io.to("room").emit("chat.message", { roomId, message });
    answer({ ok: true, message });
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", (message) => { if (message === "stop") void io.close().then(() => process.exit(0)); });
process.on("disconnect", () => process.exit(1));
