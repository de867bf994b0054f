const places = new Map<string, { running: number; waiting: (() => void)[] }>();

/**
 * Runs `work` when its turn comes: of one `place` at most `most` at a time in this process, first come first served; others wait
 * here and hold no connection. For writes that take one row's lock (a topic's next number): ten transactions that queue for it
 * in the database wake each other and were measured at two thirds of what two at a time reach, one getting ready while the
 * other writes. Resolves or rejects as `work` does; nothing is remembered of a place where nobody is.
 */
export async function inTurn<T>(place: string, work: () => Promise<T>, { most = 2 }: { most?: number } = {}): Promise<T> {
  const here = places.get(place) ?? { running: 0, waiting: [] };
  places.set(place, here);
  // Whoever leaves hands their place on, so that nobody who comes later gets in between.
  if (here.running >= most) await new Promise<void>((resolve) => here.waiting.push(resolve));
  else here.running += 1;
  try {
    return await work();
  } finally {
    const next = here.waiting.shift();
    if (next) next();
    else here.running -= 1;
    if (here.running === 0) places.delete(place);
  }
}
