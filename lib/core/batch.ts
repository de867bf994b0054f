/** What `batched` gives: asks for one key; the answer comes with those of others that asked meanwhile. */
export type Batched<Key, Value> = (key: Key) => Promise<Value>;
type Waiting<Key, Value> = { key: Key; resolve: (value: Value) => void; reject: (error: unknown) => void };

/**
 * Turns many questions into few: while `inFlight` loads are under way, further keys wait and go together in the next one.
 * Alone, a key never waits. `load` answers each key in its place; when it throws, everyone of that batch is told. Nothing
 * is remembered: every answer is read after it was asked for.
 */
export function batched<Key, Value>(load: (keys: Key[]) => Promise<Value[]>, { inFlight = 2, most = 100 }: { inFlight?: number; most?: number } = {}): Batched<Key, Value> {
  let waiting: Waiting<Key, Value>[] = [];
  let running = 0;
  const run = async (): Promise<void> => {
    running += 1;
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    try {
      const values = await load(batch.map((one) => one.key));
      for (const [at, one] of batch.entries()) one.resolve(values[at] as Value);
    } catch (error) {
      for (const one of batch) one.reject(error);
    }
    running -= 1;
    if (waiting.length > 0) void run();
  };
  return (key) => new Promise((resolve, reject) => {
    waiting.push({ key, resolve, reject });
    // What arrives in the same turn of the loop goes along.
    if (running < inFlight && waiting.length === 1) setImmediate(() => { if (waiting.length > 0 && running < inFlight) void run(); });
  });
}
