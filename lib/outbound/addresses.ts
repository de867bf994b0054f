import ipaddr from "ipaddr.js";

// Everything that routers carry between strangers lies in 2000::/3; what wraps an IPv4 address inside another is refused.
const global: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Whether an address is one of the open internet: not this machine, not a private or reserved range, however it is written. */
export function isOpenAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.kind() === "ipv4") return address.range() === "unicast";
  return address.range() === "unicast" && (address as ipaddr.IPv6).match(global);
}
