import { z } from "zod";

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default("localhost"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_URL_CONVERSATION: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_URL_NEWSLETTER: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_DOMAIN: z.hostname().optional(),
  MAIL_PACE: z.coerce.number().min(0.1).max(1000).default(20),
  SMTP_IN_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  SMTP_IN_HOST: z.string().min(1).default("127.0.0.1"),
  SMTP_IN_CERT: z.string().min(1).optional(),
  SMTP_IN_KEY: z.string().min(1).optional(),
  MAIL_AUTH_HOST: z.hostname().optional(),
  MAIL_RELAYS: z.string().max(1000).default("").transform((list) => list.split(",").map((one) => one.trim()).filter(Boolean)),
  MAIL_IN_SECRET: z.string().min(24, "MAIL_IN_SECRET needs at least 24 characters").optional(),
  MAIL_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  DKIM_KEY: z.string().includes("PRIVATE KEY", { error: "DKIM_KEY is the private key itself, as PEM" }).optional(),
  DKIM_SELECTOR: z.string().regex(/^[a-z0-9._-]{1,63}$/i).default("rapport"),
  MAIL_FROM: z.email().default("hello@rapport.invalid"),
  SECRET: z.string().min(32, "SECRET needs at least 32 characters"),
  TRUSTED_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("Single sign-on"),
  SITE_NAME: z.string().trim().min(1).max(60).default("Rapport"),
  LINK_PREVIEWS: z.enum(["on", "off"]).optional(),
  DEMO: z.enum(["on", "off"]).default("off"),
  MODERATION_LOG: z.enum(["public", "staff"]).default("staff"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The configuration, parsed once from the environment. Throws one sentence naming what is wrong; never a default secret. */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const first = result.error.issues[0];
    throw new Error(`Configuration: ${first?.path.join(".")}: ${first?.message}`);
  }
  parsed = result.data;
  return parsed;
}

/** The address people reach us at, without a trailing slash. */
export function publicUrl(): string {
  return (env().PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/$/, "");
}
