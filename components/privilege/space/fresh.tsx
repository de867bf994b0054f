"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { hear } from "#components/realtime/live.ts";

/** Reads the page again when something on it changed elsewhere. */
export function Fresh() {
  const router = useRouter();
  useEffect(() => {
    const stops = ["request.changed", "privilege.changed", "voice.changed"].map((event) => hear(event, () => router.refresh()));
    return () => { for (const stop of stops) stop(); };
  }, [router]);
  return null;
}
