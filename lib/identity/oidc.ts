import * as client from "openid-client";
import { env, publicUrl } from "#lib/core/env.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

export const OIDC_COOKIE = "rapport_oidc";
const path = "/api/oidc";
/** What must come back with the provider's answer; it waits in the browser's own cookie, for ten minutes. */
type Attempt = { state: string; nonce: string; verifier: string; back: string };
/** Who the provider says has come. An address counts only when the provider has verified it. */
export type Arrival = { issuer: string; subject: string; email: string | undefined; name: string | undefined; back: string };

let known: { key: string; config: Promise<client.Configuration> } | undefined;

function configuration(): Promise<client.Configuration> | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } = env();
  if (!issuer || !id) return undefined;
  const key = `${issuer} ${id}`;
  if (known?.key === key) return known.config;
  const url = new URL(issuer);
  // Only a provider on this machine may speak without encryption.
  const local = url.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const config = client.discovery(url, id, secret, undefined, { timeout: 5, ...(local ? { execute: [client.allowInsecureRequests] } : {}) });
  known = { key, config };
  // A provider that was down is asked again next time.
  config.catch(() => { known = undefined; });
  return config;
}

const redirectUri = (): string => `${publicUrl()}${path}/callback`;
const secure = (): string => (publicUrl().startsWith("https:") ? "; Secure" : "");
const cookie = (value: string, seconds: number): string => `${OIDC_COOKIE}=${value}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure()}`;

/** The cookie that ends an attempt. */
export const endedAttempt = (): string => cookie("", 0);

/** Where to send the browser, and the cookie that belongs to this attempt. Missing when no provider is configured. */
export async function beginOidc(back: string): Promise<{ location: string; cookie: string } | Refusal> {
  const config = await configuration()?.catch((error: Error) => {
    log.error({ stack: error.stack }, "the OpenID provider could not be reached");
    return undefined;
  });
  if (!config) return missing();
  const attempt: Attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), back };
  const location = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(), scope: "openid email profile", state: attempt.state, nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: "S256",
  });
  return { location: location.href, cookie: cookie(Buffer.from(JSON.stringify(attempt)).toString("base64url"), 600) };
}

function attemptOf(header: string | undefined): Attempt | undefined {
  const kept = /(?:^|;\s*)rapport_oidc=([\w-]+)/.exec(header ?? "")?.[1];
  try {
    return kept ? (JSON.parse(Buffer.from(kept, "base64url").toString()) as Attempt) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks the provider's answer against this browser's attempt: state, nonce, code verifier, signature. A refusal says no more than that it did not work. */
export async function finishOidc(query: string, cookies: string | undefined): Promise<Arrival | Refusal> {
  const failed = new Refusal("invalid", "Signing in there did not work. Try again.");
  const config = configuration();
  if (!config) return missing();
  const attempt = attemptOf(cookies);
  if (!attempt) return failed;
  try {
    const url = new URL(`${redirectUri()}${query}`);
    const tokens = await client.authorizationCodeGrant(await config, url, { pkceCodeVerifier: attempt.verifier, expectedState: attempt.state, expectedNonce: attempt.nonce, idTokenExpected: true });
    const claims = tokens.claims();
    if (!claims) return failed;
    const told = claims.email === undefined && tokens.access_token ? { ...claims, ...(await client.fetchUserInfo(await config, tokens.access_token, claims.sub)) } : claims;
    return {
      issuer: claims.iss, subject: claims.sub, back: attempt.back,
      email: typeof told.email === "string" && told.email_verified === true ? told.email : undefined, name: typeof told.name === "string" ? told.name : undefined,
    };
  } catch (error) {
    log.warn({ code: (error as { code?: string }).code }, "an OpenID answer was refused");
    return failed;
  }
}
