"use client";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";

const Rooms = withWords(() => import("./rooms-of-mine.tsx").then((module) => module.RoomsOfMine));

/** The rooms that only who is signed in may enter; for others nothing, and not its code. */
export function MoreRooms(props: { of: "category" | "product"; id: number; known: number[] }) {
  return useMe()?.me ? <Rooms {...props} /> : null;
}
