import fc from "fast-check";
import { expect, it } from "vitest";
import { type Courier, type Entry, flush, inOrder, outcomeOf, type Shelf } from "#components/chat/outbox.ts";
import { confirmedUpTo, readUpTo, toConfirm, unreadAll } from "#components/chat/read-position.ts";
import { rowsOf } from "#components/chat/rows.ts";

type Act = { what: "write" | "send" | "reload"; room: "a" | "b"; fates: ("taken" | "silent" | "lost" | "refused" | "busy")[] };
const act = fc.record<Act>({ what: fc.constantFrom("write", "write", "send", "reload"), room: fc.constantFrom("a", "b"), fates: fc.array(fc.constantFrom("taken", "taken", "taken", "silent", "lost", "refused", "busy"), { maxLength: 6 }) });

/** What a browser keeps between pages; a page that is loaded again has nothing else. */
function shelf(): Shelf<string> {
  const kept = new Map<string, string>();
  return { all: () => [...kept.values()].map((text) => JSON.parse(text) as Entry<string>), put: (entry) => kept.set(entry.clientId, JSON.stringify(entry)), drop: (id) => kept.delete(id) };
}

it("what was written arrives once and in order whatever happens on the way; what was refused stays, and nothing is lost", async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40 }), async (acts) => {
    const kept = shelf();
    const server: Record<string, string[]> = { a: [], b: [] };
    const written: Record<string, string[]> = { a: [], b: [] };
    const refused = new Set<string>();
    let fates: Act["fates"] = [];
    const courier: Courier<string, string> = {
      onTaken: () => {},
      send: async (entry) => {
        const fate = fates.shift() ?? "lost";
        const room = server[entry.roomId] ?? [];
        // The server knows a client's id and writes it once; that it did may not be heard.
        if ((fate === "taken" || fate === "silent") && !room.includes(entry.clientId)) room.push(entry.clientId);
        if (fate === "taken") return { kind: "taken", message: entry.clientId };
        if (fate === "refused" && !room.includes(entry.clientId)) { refused.add(entry.clientId); return { kind: "refused", problem: { status: 422, code: "invalid", detail: "", field: null } }; }
        return { kind: "later", seconds: 1 };
      },
    };
    let at = 0;
    for (const one of acts) {
      if (one.what === "write") {
        at += 1;
        const clientId = `${one.room}${String(at).padStart(4, "0")}`;
        kept.put({ clientId, roomId: one.room, at: Math.floor(at / 3), state: "waiting", body: "" });
        written[one.room]?.push(clientId);
      } else if (one.what === "send") {
        fates = [...one.fates];
        await flush(kept, courier);
      }
    }
    fates = Array.from({ length: 400 }, () => "taken" as const);
    expect(await flush(kept, courier)).toBeUndefined();
    for (const room of ["a", "b"]) expect(server[room]).toEqual(written[room]?.filter((id) => !refused.has(id)));
    expect(kept.all().map((entry) => [entry.clientId, entry.state]).sort()).toEqual([...refused].sort().map((id) => [id, "failed"]));
  }), { numRuns: 400 });
});

it("one discarded while it was on its way does not come back, and a problem that says nothing is tried again", async () => {
  const kept = shelf();
  kept.put({ clientId: "1", roomId: "a", at: 1, state: "waiting", body: "" });
  await flush(kept, { onTaken: () => {}, send: async () => { kept.drop("1"); return { kind: "refused", problem: { status: 403, code: "forbidden", detail: "", field: null } }; } });
  expect(kept.all()).toEqual([]);
  expect([0, 500, 503, 429, 403, 404, 422].map((status) => outcomeOf({ status, code: "", detail: "", field: null }).kind)).toEqual(["later", "later", "later", "later", "refused", "refused", "refused"]);
  expect(inOrder([{ clientId: "b", at: 1 }, { clientId: "a", at: 1 }, { clientId: "c", at: 0 }].map((one) => ({ ...one, roomId: "a", state: "waiting" as const, body: "" }))).map((one) => one.clientId)).toEqual(["c", "a", "b"]);
});

it("a read position only grows, never past the end, and is told until the server has it", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 30 }), (said) => {
    let position = unreadAll;
    for (const [server, seq] of said) {
      const next = server ? confirmedUpTo(position, Math.min(seq, 40)) : readUpTo(position, seq, 40);
      expect(next.read >= position.read && next.confirmed >= position.confirmed && next.read <= 40 && next.confirmed <= next.read).toBe(true);
      position = next;
    }
    const missing = toConfirm(position);
    expect(missing === undefined || missing > position.confirmed).toBe(true);
    expect(toConfirm(confirmedUpTo(position, position.read))).toBeUndefined();
  }));
});

it("lines are grouped by who spoke, apart by days, and the unread begins once, never before one's own", () => {
  const said = (seq: number, who: string, minute: number) => ({ seq, root: null, createdAt: new Date(Date.UTC(2026, 5, 1, 23, minute)).toISOString(), author: { id: who }, kind: "text", deletedAt: null });
  const rows = rowsOf([said(1, "ada", 0), said(2, "ada", 1), said(3, "ada", 10), said(4, "bo", 11), said(5, "ada", 12), said(6, "ada", 24 * 60)], { readSeq: 3, mine: "bo" });
  expect(rows.map((row) => (row.kind === "message" ? `${row.message.seq}${row.leads ? "*" : ""}` : row.kind))).toEqual(["day", "1*", "2", "3*", "4*", "5*", "day", "6*"]);
  expect(rowsOf([said(1, "ada", 0), said(2, "ada", 1)], { readSeq: 1, mine: "bo" }).map((row) => row.kind)).toEqual(["day", "message", "new", "message"]);
});
