import MailChecker from "mailchecker";

const gmail = new Set(["gmail.com", "googlemail.com"]);
// Where anybody may have a mailbox: to share one of these says nothing.
const free = new Set([
  "gmail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "web.de", "mail.com", "proton.me", "protonmail.com", "pm.me",
  "orange.fr", "free.fr", "laposte.net", "sfr.fr", "wanadoo.fr", "t-online.de", "zoho.com", "yandex.com", "yandex.ru", "fastmail.com", "tutanota.com", "posteo.de", "mail.ru", "qq.com", "163.com", "hotmail.fr", "outlook.fr", "live.fr",
]);

/** An address as the mailbox it reaches (model, section 9): lower case, without +tag; for Gmail without dots, and googlemail is gmail. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const [local = "", host = ""] = [email.slice(0, at).trim().toLowerCase(), email.slice(at + 1).trim().toLowerCase()];
  const bare = local.split("+")[0] || local;
  return gmail.has(host) ? `${bare.replaceAll(".", "")}@gmail.com` : `${bare}@${host}`;
}

const domainOf = (email: string): string => mailboxOf(email).split("@").at(-1) ?? "";

/** Whether two addresses are of one house: the same domain, which is not one where anybody may have a mailbox. */
export function sameHouse(one: string, other: string): boolean {
  const domain = domainOf(one);
  return domain !== "" && domain === domainOf(other) && !free.has(domain);
}

/** Whether an address is of a service for mailboxes that are thrown away. */
export const isDisposable = (email: string): boolean => MailChecker.blacklist().has(domainOf(email));
