/** Ballots that say the same: the places chosen, the most wanted first, and how many wrote that. */
export type Ballots = { choices: readonly number[]; count: number }[];
export type Outcome = { rounds: (number | null)[][]; winner: number | null };

function count(ballots: Ballots, standing: ReadonlySet<number>, options: number): { votes: (number | null)[]; all: number } {
  const votes = Array.from({ length: options }, (_, at) => (standing.has(at + 1) ? 0 : null)) as (number | null)[];
  let all = 0;
  for (const ballot of ballots) {
    const choice = ballot.choices.find((place) => standing.has(place));
    if (choice === undefined) continue;
    votes[choice - 1] = (votes[choice - 1] ?? 0) + ballot.count;
    all += ballot.count;
  }
  return { votes, all };
}

// Of those with the fewest votes, the one that had fewer in the latest earlier round that tells them apart; at last the one that stands further down.
function weakest(rounds: readonly (number | null)[][], standing: ReadonlySet<number>): number {
  let among = [...standing];
  for (const round of rounds.toReversed()) {
    const fewest = Math.min(...among.map((place) => round[place - 1] ?? 0));
    among = among.filter((place) => (round[place - 1] ?? 0) === fewest);
    if (among.length === 1) break;
  }
  return Math.max(...among);
}

/**
 * Instant run-off: while no option is wanted most on more than half of the ballots that still want one, the weakest drops out
 * and its ballots go to their next choice. Ties are broken by the rounds before, then by place. Nobody wins without a ballot.
 */
export function runOff(ballots: Ballots, options: number): Outcome {
  const standing = new Set(Array.from({ length: options }, (_, at) => at + 1));
  const rounds: (number | null)[][] = [];
  for (;;) {
    const { votes, all } = count(ballots, standing, options);
    rounds.push(votes);
    if (all === 0) return { rounds, winner: null };
    const won = [...standing].find((place) => (votes[place - 1] ?? 0) * 2 > all);
    if (won !== undefined) return { rounds, winner: won };
    standing.delete(weakest(rounds, standing));
  }
}
