import fc from "fast-check";
import { expect, it } from "vitest";
import { arrived, type Changes, changed, type Held, heardOf, joined, mended, nothing, opened, type Page, trimmed, wants } from "#components/chat/sequence.ts";

type Message = { seq: number; change: number; text: string };

/** A room on the server: messages numbered without gaps, and a number for every change. */
class Room {
  messages: Message[] = [];
  lastChange = 0;
  post(): Message {
    const made = { seq: this.messages.length + 1, change: 0, text: `m${this.messages.length + 1}` };
    this.messages.push(made);
    return made;
  }
  edit(draw: number): Message | undefined {
    const at = Math.floor(draw * this.messages.length);
    const old = this.messages[at];
    if (!old) return undefined;
    this.lastChange += 1;
    const now = { ...old, change: this.lastChange, text: `${old.text}'` };
    this.messages[at] = now;
    return now;
  }
  page(from: number, to: number): Page<Message> {
    const [first, last] = [Math.max(1, from), Math.min(to, this.messages.length)];
    return { messages: this.messages.slice(first - 1, Math.max(first - 1, last)), from: first, to: last, lastSeq: this.messages.length, lastChange: this.lastChange };
  }
  changesAfter(since: number, most: number): Changes<Message> {
    const all = this.messages.filter((message) => message.change > since).sort((a, b) => a.change - b.change);
    return { since, messages: all.slice(0, most), lastChange: this.lastChange, more: all.length > most };
  }
}

type Step = { what: "post" | "edit" | "older" | "newer" | "jump" | "end" | "mend" | "deliver" | "trimStart" | "trimEnd" | "told"; draw: number; fate: "kept" | "lost" | "twice" };
const step = fc.record<Step>({
  what: fc.constantFrom("post", "post", "post", "edit", "edit", "older", "newer", "jump", "end", "mend", "mend", "deliver", "deliver", "deliver", "trimStart", "trimEnd", "told"),
  draw: fc.double({ min: 0, max: 0.999, noNaN: true }), fate: fc.constantFrom("kept", "kept", "kept", "lost", "twice"),
});

/** One that looks at the room through a bad connection: what is told or answered arrives late, twice, in any order, or never. */
class Client {
  held: Held<Message> = nothing();
  onTheWay: ((held: Held<Message>) => Held<Message>)[] = [];
  readonly room: Room;
  constructor(room: Room) { this.room = room; }
  carry(fate: Step["fate"], act: (held: Held<Message>) => Held<Message>): void {
    if (fate !== "lost") this.onTheWay.push(act);
    if (fate === "twice") this.onTheWay.push(act);
  }
  ask(fate: Step["fate"]): void {
    const { after, changedAfter } = wants(this.held);
    if (after !== undefined) { const page = this.room.page(after + 1, after + 5); this.carry(fate, (held) => joined(held, page)); }
    if (changedAfter !== undefined) { const changes = this.room.changesAfter(changedAfter, 3); this.carry(fate, (held) => mended(held, changes)); }
  }
  deliver(draw: number): void {
    const [act] = this.onTheWay.splice(Math.floor(draw * this.onTheWay.length), 1);
    if (act) this.held = act(this.held);
  }
  take({ what, draw, fate }: Step): void {
    const { room, held } = this;
    const place = 1 + Math.floor(draw * room.messages.length);
    if (what === "post") { const made = room.post(); this.carry(fate, (now) => arrived(now, made)); }
    if (what === "edit") { const made = room.edit(draw); if (made) this.carry(fate, (now) => changed(now, made)); }
    if (what === "older") { const page = room.page(held.from - 4, held.from - 1); this.carry(fate, (now) => joined(now, page)); }
    if (what === "newer") { const page = room.page(held.to + 1, held.to + 4); this.carry(fate, (now) => joined(now, page)); }
    if (what === "jump") { const page = room.page(place - 3, place + 3); this.carry(fate, (now) => opened(now, page)); }
    if (what === "end") { const page = room.page(room.messages.length - 5, room.messages.length); this.carry(fate, (now) => opened(now, page)); }
    if (what === "told") { const last = { seq: room.messages.length, change: room.lastChange }; this.carry(fate, (now) => heardOf(now, last)); }
    if (what === "trimStart") this.held = trimmed(held, { keep: "start", most: 8 });
    if (what === "trimEnd") this.held = trimmed(held, { keep: "end", most: 8 });
    if (what === "mend") this.ask(fate);
    if (what === "deliver") this.deliver(draw);
  }
  /** What a joining client does: it hears how far the room goes, and asks until nothing is missing. */
  settle(): number {
    while (this.onTheWay.length > 0) this.deliver(0);
    this.held = heardOf(this.held, { seq: this.room.messages.length, change: this.room.lastChange });
    let asked = 0;
    for (; Object.keys(wants(this.held)).length > 0 && asked < 400; asked += 1) {
      this.ask("kept");
      while (this.onTheWay.length > 0) this.deliver(0);
    }
    return asked;
  }
}

const sequence = (held: Held<Message>): number[] => held.messages.map((message) => message.seq);
const stretch = (held: Held<Message>): number[] => Array.from({ length: Math.max(0, held.to - held.from + 1) }, (_, at) => held.from + at);

it("whatever is lost, doubled, late or out of order, what is held is one stretch without a gap, and ends as the server has it", () => {
  let followed = 0;
  fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 120 }), (steps) => {
    const room = new Room();
    const client = new Client(room);
    client.held = opened(client.held, room.page(1, 10));
    for (const one of steps) {
      client.take(one);
      expect(sequence(client.held)).toEqual(stretch(client.held));
    }
    expect(client.settle()).toBeLessThan(400);
    expect(client.held.messages).toEqual(room.messages.slice(client.held.from - 1, client.held.to));
    if (client.held.following) { followed += 1; expect(client.held.to).toBe(room.messages.length); }
  }), { numRuns: 2500 });
  expect(followed).toBeGreaterThan(200);
});

it("a change that was heard before its message, and a page that was asked for before a change, show the change", () => {
  const room = new Room();
  const empty = opened(nothing<Message>(), room.page(1, 10));
  const first = room.post();
  const late = room.page(1, 10);
  const edited = room.edit(0);
  if (!edited) throw new Error("nothing was edited");
  expect(arrived(changed(empty, edited), first).messages).toEqual([edited]);
  const behind = joined(changed({ ...empty, following: false }, edited), late);
  expect(wants(behind)).toEqual({ changedAfter: 0 });
  expect(mended(behind, room.changesAfter(0, 10)).messages).toEqual([edited]);
});

it("holds no more than it is told to, however long the room is scrolled", () => {
  const room = new Room();
  for (let made = 0; made < 3000; made += 1) room.post();
  let held = opened(nothing<Message>(), room.page(2951, 3000));
  while (held.from > 1) {
    held = trimmed(joined(held, room.page(held.from - 50, held.from - 1)), { keep: "start", most: 200 });
    expect(held.messages.length).toBeLessThanOrEqual(200);
  }
  expect([held.from, held.to, held.following]).toEqual([1, 200, false]);
});
