import { intervalOf, type Replicate, replicates } from "./bootstrap.ts";
import { type Followed, type Judged, judge } from "./forecast.ts";
import { type History, poolOf } from "./history.ts";
import { aliveOf, expectedNext, type Fitted, fitPurchasing, type Purchasing, purchasingLikelihood } from "./purchasing.ts";
import { expectedSpend, fitSpending, type Spending, type Spent } from "./spending.ts";
import { discountedNext, type Horizon } from "./value.ts";

export type Buyer = Followed & { id: string; spent: Spent };
export type Range = [low: number, high: number];
type Ranges = Record<string, Range>;
export type Lifetime = {
  customers: number; repeatBuyers: number; distinct: number; seconds: number; fits: Record<Purchasing["kind"], Fitted<Purchasing> & { seconds: number; judged: Judged | undefined }>;
  spending: (Fitted<Spending> & { buyers: number; typical: number | null }) | undefined; replicates: number; ranges: Ranges;
  checks: { what: string; value: number }[]; examples: Example[]; value: { total: number; range: Range | null; mean: number } | undefined;
};
export type Example = { id: string; history: History; alive: number; aliveRange: Range | null; bg: number; mbg: number; spend: number | null; value: number | null; valueRange: Range | null };
export type Question = { window: number; horizon: Horizon; margin: number; replicates: number; seed: number; examples: number };

const textbook: Purchasing = { kind: "bg", r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
const usual: History = { x: 2, tx: 30.43, T: 38.86 };

function fitted(kind: Purchasing["kind"], buyers: readonly Buyer[], window: number): Lifetime["fits"]["bg"] {
  const began = performance.now();
  const found = fitPurchasing(kind, poolOf(buyers.map((one) => one.history)));
  const seconds = (performance.now() - began) / 1000;
  return { ...found, seconds, judged: buyers.some((one) => one.later !== null) ? judge(found.model, buyers, window) : undefined };
}

/** What a customer is worth under one set of models, over the horizon; null where the spending model has no mean. */
function worth({ purchasing, spending }: Replicate, { history, spent }: Pick<Buyer, "history" | "spent">, { horizon, margin }: Pick<Question, "horizon" | "margin">): number | null {
  const spend = spending && expectedSpend(spending, spent);
  return spend === null || spend === undefined ? null : margin * spend * discountedNext(purchasing, history, horizon);
}

// Those with the same history have the same expected purchases, so only their spend is looked at one by one.
function totalWorth(models: Replicate, groups: readonly Buyer[][], question: Question): number {
  return groups.reduce((sum, group) => {
    const [first] = group;
    if (!first) return sum;
    const next = discountedNext(models.purchasing, first.history, question.horizon);
    return sum + question.margin * next * group.reduce((all, one) => all + ((models.spending && expectedSpend(models.spending, one.spent)) ?? 0), 0);
  }, 0);
}

const numbersOf = ({ purchasing, spending }: Replicate): Record<string, number> => {
  const { kind: _, ...numbers } = purchasing;
  return { ...numbers, ...spending };
};

/**
 * Everything the lifetime models say of these customers: both fits, the spending, forecasts against what came, the value of
 * all and of a few, each with its bootstrap interval. P(alive) and value are the MBG/NBD's (model, section 8).
 */
export function lifetimeOf(buyers: readonly Buyer[], question: Question): Lifetime {
  const began = performance.now();
  const fits = { bg: fitted("bg", buyers, question.window), mbg: fitted("mbg", buyers, question.window) };
  const paying = buyers.map((one) => one.spent).filter(({ x, mean }) => x > 0 && mean > 0);
  const spending = paying.length >= 3 ? fitSpending(paying) : undefined;
  const models: Replicate = { purchasing: fits.mbg.model, spending: spending?.model };
  const made = question.replicates > 0 ? replicates(models, buyers.map((one) => one.history), { count: question.replicates, seed: question.seed }) : [];
  const range = (quantity: (one: Replicate) => number | null): Range | null => (made.length > 1 ? intervalOf(made, (one) => quantity(one) ?? Number.NaN) : null);
  const groups = [...Map.groupBy(buyers, ({ history: { x, tx, T } }) => `${x} ${tx} ${T}`).values()];
  const total = spending ? totalWorth(models, groups, question) : undefined;
  const ranges: Ranges = made.length > 1 ? Object.fromEntries(Object.keys(numbersOf(models)).map((name) => [name, intervalOf(made, (one) => numbersOf(one)[name] ?? Number.NaN)])) : {};
  return {
    customers: buyers.length, repeatBuyers: buyers.filter(({ history }) => history.x > 0).length, distinct: groups.length, fits, ranges, replicates: made.length,
    spending: spending && { ...spending, buyers: paying.length, typical: expectedSpend(spending.model, { x: 0, mean: 0 }) },
    checks: [
      { what: "log-likelihood of (x 0, t_x 0, T 40) at r .25 α 4 a .8 b 2.5", value: purchasingLikelihood(textbook, [{ x: 0, tx: 0, T: 40 }]) },
      { what: "log-likelihood of (x 200, t_x 38, T 40) there", value: purchasingLikelihood(textbook, [{ x: 200, tx: 38, T: 40 }]) },
      { what: "E[Y(39) | x 2, t_x 30.43, T 38.86], BG/NBD fitted", value: expectedNext(fits.bg.model, usual, 39) },
      { what: "E[Y(39) | x 2, t_x 30.43, T 38.86], MBG/NBD fitted", value: expectedNext(fits.mbg.model, usual, 39) },
    ],
    examples: buyers.slice(0, question.examples).map((one) => ({
      id: one.id, history: one.history, alive: aliveOf(fits.mbg.model, one.history), aliveRange: range(({ purchasing }) => aliveOf(purchasing, one.history)),
      bg: expectedNext(fits.bg.model, one.history, question.window), mbg: expectedNext(fits.mbg.model, one.history, question.window),
      spend: spending ? expectedSpend(spending.model, one.spent) : null, value: worth(models, one, question), valueRange: range((models) => worth(models, one, question)),
    })),
    value: total === undefined ? undefined : { total, mean: total / buyers.length, range: range((one) => totalWorth(one, groups, question)) },
    seconds: (performance.now() - began) / 1000,
  };
}
