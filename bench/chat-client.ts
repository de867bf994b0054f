// A client of a room as the browser is one: it keeps what it wants to say until that is acknowledged, and after every absence asks for what it missed.
import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Joined, Sent, SocketRefused } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";

export type Wanted = { clientId: string; body: string; acknowledged?: { id: number; seq: number } };

export class ChatClient {
  readonly list = new Map<number, MessageView>();
  readonly wanted: Wanted[] = [];
  readonly #socket: Socket;
  readonly #roomId: number;
  #known = { seq: 0, change: 0 };
  #joining: Promise<void> | undefined;
  #pumping = false;
  #repair: NodeJS.Timeout | undefined;
  #ended = false;
  connections = 0;

  constructor(port: number, cookie: string, roomId: number) {
    this.#roomId = roomId;
    this.#socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnectionDelay: 40, reconnectionDelayMax: 300, timeout: 4000, extraHeaders: { cookie } });
    this.#socket.on("connect", () => { this.connections += 1; void this.#join().then(() => this.#pump()); });
    // A server that cannot ask who this is says no; that is no reason to give up.
    this.#socket.on("connect_error", () => { if (!this.#socket.active && !this.#ended) setTimeout(() => this.#socket.connect(), 200); });
    this.#socket.on("disconnect", (reason) => { if (reason === "io server disconnect" && !this.#ended) setTimeout(() => this.#socket.connect(), 100); });
    this.#socket.on("chat.message", ({ message }: { message: MessageView }) => this.#take(message));
    this.#socket.on("chat.changed", ({ message }: { message: MessageView }) => { this.#take(message); });
  }

  /** How far it has everything. */
  get seq(): number { return this.#known.seq; }
  get waiting(): number { return this.wanted.filter((one) => !one.acknowledged).length; }

  say(body: string): void {
    this.wanted.push({ clientId: randomUUID(), body });
    void this.#pump();
  }

  /** Asks once more for what it may have missed. */
  async settle(): Promise<void> {
    await this.#join();
    await this.#pump();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#repair);
    this.#socket.disconnect();
  }

  #take(message: MessageView): void {
    const before = this.list.get(message.seq);
    if (!before || message.change >= before.change) this.list.set(message.seq, message);
    while (this.list.has(this.#known.seq + 1)) this.#known.seq += 1;
    if (message.seq <= this.#known.seq || this.#repair) return;
    // A number is missing before it: most often on its way. Still missing after a moment, it is asked for.
    this.#repair = setTimeout(() => {
      this.#repair = undefined;
      if (this.list.size > this.#known.seq) void this.#join();
    }, 300);
  }

  #join(): Promise<void> {
    this.#joining ??= this.#ask().finally(() => { this.#joining = undefined; });
    return this.#joining;
  }

  async #ask(): Promise<void> {
    for (;;) {
      if (!this.#socket.connected) return;
      const answer = (await this.#socket.timeout(4000).emitWithAck("chat.join", { roomId: this.#roomId, lastSeq: this.#known.seq, lastChange: this.#known.change }).catch(() => undefined)) as Joined | SocketRefused | undefined;
      if (!answer?.ok) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      for (const message of answer.missed) this.#take(message);
      if (answer.more) {
        this.#known.change = Math.max(this.#known.change, ...answer.missed.map((one) => one.change));
        continue;
      }
      this.#known.change = Math.max(this.#known.change, answer.lastChange);
      return;
    }
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      // In the order in which it was said, one after the other.
      for (let next = this.wanted.find((one) => !one.acknowledged); next && this.#socket.connected && !this.#ended; next = this.wanted.find((one) => !one.acknowledged)) {
        const { clientId, body } = next;
        const answer = (await this.#socket.timeout(4000).emitWithAck("chat.send", { roomId: this.#roomId, clientId, body }).catch(() => undefined)) as Sent | undefined;
        if (answer?.ok && "message" in answer) {
          next.acknowledged = { id: answer.message.id, seq: answer.message.seq };
          this.#take(answer.message);
        } else await new Promise((resolve) => setTimeout(resolve, 150));
      }
    } finally {
      this.#pumping = false;
    }
  }
}
