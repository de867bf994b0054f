import type { Fields } from "./automatic.ts";

/** What the receiving relay found of a sender: `pass` for the domain they claim, `fail`, or `none` where it says nothing of use. */
export type Authentication = "pass" | "fail" | "none";

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
/** Whether one domain is the other or stands under it. */
const aligned = (one: string, other: string): boolean => one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/**
 * What our own relay says of a mail by `from` (RFC 8601). Only the topmost Authentication-Results is asked, and only when it is
 * of `host`: anybody can write one further down or in another's name. DMARC decides where it was looked at; else a signature or
 * an envelope that passed counts for the domain it was of.
 */
export function authenticated(fields: Fields, from: string, host: string | undefined): Authentication {
  const said = host ? fields.get("authentication-results")?.[0]?.slice(0, 8000).toLowerCase() : undefined;
  if (!host || !said) return "none";
  // Comments may hold anything, a method's name too.
  const [server = "", ...results] = said.replace(/\([^()]{0,500}\)/g, " ").split(";").map((part) => part.trim());
  if (server.split(/\s/)[0] !== host.toLowerCase()) return "none";
  const of = (method: string): { result: string; domain: string }[] => results.flatMap((part) => {
    const [, name, result] = /^([a-z0-9-]{1,30}) ?= ?([a-z]{1,20})/.exec(part) ?? [];
    if (name !== method || !result) return [];
    return [{ result, domain: domainOf(/(?:header\.d|header\.from|header\.i|smtp\.mailfrom)=([^\s;]+)/.exec(part)?.[1] ?? "") }];
  });
  const [policy] = of("dmarc");
  const domain = domainOf(from);
  if (policy?.result === "pass") return !policy.domain || aligned(policy.domain, domain) ? "pass" : "none";
  if (policy?.result === "fail") return "fail";
  if ([...of("dkim"), ...of("spf")].some((one) => one.result === "pass" && one.domain !== "" && aligned(one.domain, domain))) return "pass";
  return of("spf").some((one) => one.result === "fail") ? "fail" : "none";
}
