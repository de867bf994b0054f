import { defineConfig } from "vitest/config";
import LongestFirst from "./tests/world/longest-first.ts";

export default defineConfig({
  test: { include: ["tests/**/*.test.ts"], globalSetup: ["tests/world/database.ts"], setupFiles: ["tests/world/worker.ts"], maxWorkers: 2, sequence: { sequencer: LongestFirst }, testTimeout: 30_000, hookTimeout: 60_000 },
});
