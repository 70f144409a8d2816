import type { LookupFunction } from "node:net";
import ip from "ipaddr.js";
import type { HostAddress, WebSettings } from "./settings.ts";

/** A host that may not be asked: it stands inside some network, not on the internet. `code` survives the libraries it goes through. */
export class PrivateAddress extends Error {
  readonly code = "EPRIVATE";
  readonly address: string;

  constructor(address: string) {
    super(`${address} is not a public address.`);
    this.address = address;
  }
}

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, unique-local, shared by a carrier, multicast,
 * reserved, nor an IPv4 address in IPv6 clothes (mapped, NAT64, 6to4, Teredo).
 */
export function isPublic(address: string): boolean {
  return ip.isValid(address) && ip.parse(address).range() === "unicast";
}

/** The address that a host's name is itself, "[::1]" or "127.0.0.1"; null for a name that must be looked up. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return ip.isValid(bare) ? bare : null;
}

/**
 * What the socket asks for the addresses of a host. All of them are checked, and the connection is made to what was checked: a name
 * cannot mean another host in between.
 */
export function checkedLookup(lookup: WebSettings["lookup"]): LookupFunction {
  return (host, { all }, answer) => {
    lookup(host).then(
      (addresses) => {
        const inside = addresses.find(({ address }) => !isPublic(address));
        const [first] = addresses;
        if (inside) answer(new PrivateAddress(inside.address), all ? [] : "");
        else if (!first) answer(unknownHost(host), all ? [] : "");
        else if (all) answer(null, addresses.map(plain));
        else answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, all ? [] : ""),
    );
  };
}

function plain({ address, family }: HostAddress): HostAddress {
  return { address, family };
}

function unknownHost(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address.`), { code: "ENOTFOUND" });
}
