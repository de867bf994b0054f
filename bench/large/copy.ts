import type pg from "pg";

type Wire = { query: (text: string) => void; sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void; stream: { writableNeedDrain: boolean; once: (event: "drain", listener: () => void) => void } };

/** One value as COPY's text format has it; texts of this bench hold no tab, line end or backslash. */
export const cell = (value: string | number | null): string => (value === null ? "\\N" : String(value));

/**
 * Sends rows through COPY … FROM STDIN, a large chunk at a time and never faster than the database takes them. Resolves
 * when the database has them all, rejects with its reason when it refuses.
 */
export function copyIn(client: pg.Client, target: string, chunks: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let wire: Wire | undefined;
    const pump = async (connection: Wire): Promise<void> => {
      for (const chunk of chunks) {
        connection.sendCopyFromChunk(Buffer.from(chunk));
        if (connection.stream.writableNeedDrain) await new Promise<void>((drained) => connection.stream.once("drain", drained));
      }
      connection.endCopyFrom();
    };
    // What pg asks of a query it can run, as its own query class has it.
    const work = {
      submit(connection: Wire) { wire = connection; connection.query(`COPY ${target} FROM STDIN`); },
      handleCopyInResponse() { if (wire) pump(wire).catch(reject); },
      handleCommandComplete() {}, handleRowDescription() {}, handleDataRow() {}, handleEmptyQuery() {}, handlePortalSuspended() {}, handleCopyData() {},
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    (client as unknown as { query: (one: object) => void }).query(work);
  });
}
