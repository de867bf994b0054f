import pino from "pino";

/** The process's log. Never put names, addresses, texts or tokens in it: ids and codes only. */
export const log = pino({ level: process.env.LOG_LEVEL ?? "info", base: null });
