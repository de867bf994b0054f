"use client";
import { useHeard } from "../use-heard.ts";

/** Asks again when word of mouth moved. */
export const useNews = (again: () => void): void => useHeard("referrals.changed", again);
