"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import type { Picture } from "#lib/analytics/types.ts";
import { centsAt } from "./portfolio-model.ts";
import { isWhole, type Part, type Scale } from "./portfolio-view.ts";

const rest = 250;
const lowest = -1e13;
type Near = { part: Part; scale: Scale; picture: Picture };

const within = (part: Part, outer: Part): boolean => part.x[0] >= outer.x[0] - 1e-9 && part.x[1] <= outer.x[1] + 1e-9 && part.y[0] >= outer.y[0] - 1e-9 && part.y[1] <= outer.y[1] + 1e-9;
const wider = ([low, high]: readonly [number, number]): [number, number] => [low - (high - low) / 5, high + (high - low) / 5];

/**
 * The picture from near: where a part of a dense one is looked at and rests, its customers are asked for one by one, with a
 * little around it to move about in. What is too dense even then stays as it was.
 */
export function useNear(picture: Picture, { scale, whole }: { scale: Scale; whole: Part }): { picture: Picture; look: (part: Part) => void } {
  const [near, setNear] = useState<Near>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  const kept = useRef(near);
  kept.current = near;
  const dense = picture.kind === "cells";
  const forget = useCallback((): void => { clearTimeout(timer.current); turn.current += 1; }, []);
  // Another scale, another night: what was near is of the one before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgotten with each of them
  useEffect(() => { setNear(undefined); return forget; }, [picture, scale, whole, forget]);
  const look = useCallback((part: Part): void => {
    if (!dense || (kept.current && within(part, kept.current.part))) return;
    forget();
    if (kept.current) setNear(undefined);
    if (isWhole(part, whole)) return;
    const mine = turn.current;
    timer.current = setTimeout(() => {
      const around: Part = { x: wider(part.x), y: wider(part.y) };
      const netFrom = around.y[0] <= 0.01 ? lowest : Math.floor(centsAt(around.y[0], scale));
      void analytics.near({ rfFrom: Math.max(0, around.x[0]), rfTo: Math.min(100, around.x[1]), netFrom, netTo: Math.ceil(centsAt(around.y[1], scale)) }).then((answer) => {
        if (mine === turn.current && answer.ok && answer.data.points) setNear({ part: around, scale, picture: answer.data.points });
      });
    }, rest);
  }, [dense, scale, whole, forget]);
  return { picture: near?.scale === scale ? near.picture : picture, look };
}
