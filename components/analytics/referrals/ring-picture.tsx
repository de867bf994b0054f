"use client";
import { useTranslations } from "next-intl";
import { referralStudio } from "#components/doors/referral-studio.ts";
import type { RingView } from "#lib/analytics/referrals/types.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";

const [wide, high] = [460, 250];
type Place = { x: number; y: number; side: "start" | "middle" | "end"; label: { x: number; y: number } };
/** Where each of so many stands: on an oval, the first two at its left and right, the others between them; each name outside of it. */
export function placesOf(count: number): Place[] {
  return Array.from({ length: count }, (_, at) => {
    const others = count - 2;
    const above = Math.ceil(others / 2);
    const place = at - 2;
    // The first half of the others stands above, the second below.
    const turn = at < 2 ? Math.PI * (1 - at) : place < above ? -Math.PI + (Math.PI * (place + 1)) / (above + 1) : (Math.PI * (place - above + 1)) / (others - above + 1);
    const [right, down] = [Math.cos(turn), Math.sin(turn)];
    const [x, y] = [Math.round(wide / 2 + right * 112), Math.round(high / 2 + down * 88)];
    const side = Math.abs(right) < 0.25 ? "middle" : right > 0 ? "start" : "end";
    return { x, y, side, label: side === "middle" ? { x, y: y + (down < 0 ? -15 : 24) } : { x: x + (right > 0 ? 15 : -15), y: y + 4 } };
  });
}
const cut = (name: string): string => (name.length > 15 ? `${name.slice(0, 14)}…` : name);

function Tie({ from, to, tie, label }: { from: { x: number; y: number }; to: { x: number; y: number }; tie: { kind: string; lane: number }; label: string }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const bend = 34 * tie.lane;
  // Two ties of the same two go beside each other.
  const middle = { x: (from.x + to.x) / 2 - (dy / long) * bend, y: (from.y + to.y) / 2 + (dx / long) * bend };
  const start = { x: from.x + (dx / long) * 13, y: from.y + (dy / long) * 13 };
  const end = { x: to.x - (dx / long) * 14, y: to.y - (dy / long) * 14 };
  const brought = tie.kind === "brought";
  return (
    <g>
      <path d={`M ${start.x} ${start.y} Q ${2 * middle.x - (start.x + end.x) / 2} ${2 * middle.y - (start.y + end.y) / 2} ${end.x} ${end.y}`} fill="none" strokeWidth="1.5" className={brought ? "stroke-ink" : "stroke-danger"} strokeDasharray={brought ? undefined : "4 3"} markerEnd={brought ? "url(#ring-arrow)" : undefined} />
      {!brought && <text x={middle.x} y={middle.y + 14} textAnchor="middle" className="fill-danger text-[11px]">{label}</text>}
    </g>
  );
}

function Drawn({ ring }: { ring: RingView }) {
  const t = useTranslations("wordOfMouth.review");
  const places = placesOf(ring.people.length);
  const placeOf = new Map(ring.people.map((one, at) => [one.id, places[at] ?? { x: 0, y: 0 }] as const));
  // Two alone stand on a line, with room for what ties them.
  const tall = ring.people.length > 2 ? high : Math.min(high, 66 + 68 * ring.ties.length);
  const lanes = new Map<string, number>();
  const ties = ring.ties.map((tie) => { const pair = [tie.from, tie.to].sort().join(); const lane = lanes.get(pair) ?? 0; lanes.set(pair, lane + 1); return { ...tie, lane }; });
  return (
    <figure>
      <svg viewBox={`0 ${(high - tall) / 2} ${wide} ${tall}`} role="img" aria-label={t("ringSaid", { people: ring.people.length, ties: ring.ties.length })} className="mx-auto w-full max-w-md" data-ring={ring.people.length}>
        <defs><marker id="ring-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" className="fill-ink" /></marker></defs>
        {ties.map((tie) => { const [from, to] = [placeOf.get(tie.from), placeOf.get(tie.to)]; return from && to ? <Tie key={`${tie.kind}${tie.from}${tie.to}`} from={from} to={to} tie={tie} label={t(`ties.${tie.kind}`)} /> : null; })}
        {ring.people.map((one, at) => <g key={one.id}><circle cx={places[at]?.x} cy={places[at]?.y} r="9" strokeWidth="2" className={one.part === "referrer" ? "fill-copper stroke-copper" : one.part === "newcomer" ? "fill-raised stroke-copper" : "fill-sunk stroke-line-strong"} /><text x={places[at]?.label.x} y={places[at]?.label.y} textAnchor={places[at]?.side} className="fill-ink text-[12px]">{cut(one.name)}</text></g>)}
      </svg>
      <figcaption className="sr-only"><ul>{ring.ties.map((tie) => <li key={`${tie.kind}${tie.from}${tie.to}`}>{ring.people.find((one) => one.id === tie.from)?.name} – {t(`ties.${tie.kind}`)} – {ring.people.find((one) => one.id === tie.to)?.name}</li>)}</ul></figcaption>
    </figure>
  );
}

/** The people around a referral as a small picture: arrows for who brought whom, dashed for what two of them share. */
export function RingPicture({ id }: { id: string }) {
  const { data, error } = useLoaded(() => referralStudio.ring(id));
  if (error) return <p role="alert" className="text-danger">{error}</p>;
  return data ? <Drawn ring={data} /> : <div className="skeleton h-48" />;
}
