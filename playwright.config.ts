import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e", testMatch: "*.e2e.ts", outputDir: "test-results", workers: 1, retries: 0, timeout: 120_000, expect: { timeout: 15_000 },
  globalSetup: "./e2e/world/start.ts", reporter: [["json"]],
  use: { locale: "en-GB", timezoneId: "Europe/Lisbon", trace: "retain-on-failure", launchOptions: { ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}), args: ["--no-sandbox"] } },
});
