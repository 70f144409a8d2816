import ipaddr from "ipaddr.js";
import { PipelineError } from "../errors.ts";

/** Machines that pass requests on and say truly for whom. */
export type Proxies = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/** Who asks, as far as anybody needs to know: no address of a single machine leaves this file. */
export interface Caller {
  /** "192.0.2.0/24", "2001:db8:1::/48". */
  readonly network: string;
  /** A program on this machine, and nothing in between. */
  readonly isHere: boolean;
  /** Came through a machine on this one that no --trusted-proxy names: all callers look alike. */
  readonly isBehindUnknownProxy: boolean;
}

/** Bits that are kept: what a provider commonly gives one customer or one street. */
const KEPT = { ipv4: 24, ipv6: 48 } as const;
const UNKNOWN = "0.0.0.0/24";

/** Networks such as "10.0.0.0/8, ::1/128", or single addresses. @throws PipelineError usage */
export function readProxies(given: readonly string[]): Proxies {
  const words = given.flatMap((one) => one.split(",")).map((word) => word.trim());
  return words.filter(Boolean).map((word) => {
    const whole = ipaddr.isValid(word) ? `${word}/${word.includes(":") ? 128 : 32}` : word;
    if (ipaddr.isValidCIDR(whole)) return ipaddr.parseCIDR(whole);
    throw new PipelineError({
      code: "usage",
      message: `--trusted-proxy is no network: ${JSON.stringify(word)}.`,
      remedy: "Write it as 10.0.0.0/8, or as one address.",
    });
  });
}

/**
 * Who asks.
 *
 * X-Forwarded-For is read from its end, where the nearest proxy writes, and only as far as each machine that wrote is trusted: whatever
 * a caller puts in front of it counts for nothing.
 *
 * @param peer the address at the other end of the connection
 */
export function callerOf(
  peer: string | undefined,
  headers: Readonly<Record<string, string | undefined>>,
  proxies: Proxies,
): Caller {
  const told = headers["x-forwarded-for"];
  const steps = told?.split(",").map((word) => word.trim()) ?? [];
  let caller = addressOf(peer);
  while (caller && isTrusted(caller, proxies)) {
    const before = addressOf(steps.pop());
    if (!before) break;
    caller = before;
  }
  const passedOn = told !== undefined || headers.forwarded !== undefined || headers.via !== undefined;
  const isLoopback = caller?.range() === "loopback";
  return {
    network: caller ? networkOf(caller) : UNKNOWN,
    isHere: isLoopback && !passedOn,
    isBehindUnknownProxy: isLoopback && passedOn && proxies.length === 0,
  };
}

/** Whether a connection comes from a proxy that is trusted: it carries many callers. */
export function isTrustedPeer(peer: string | undefined, proxies: Proxies): boolean {
  const address = addressOf(peer);
  return address !== null && isTrusted(address, proxies);
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An IPv4 address in the clothes of IPv6 is an IPv4 address. */
function addressOf(word: string | undefined): Address | null {
  if (word === undefined || word.length > 60 || !ipaddr.isValid(word)) return null;
  return ipaddr.process(word);
}

function isTrusted(address: Address, proxies: Proxies): boolean {
  return proxies.some(([network, bits]) => {
    if (network.kind() !== address.kind()) return false;
    return address.match(network as never, bits);
  });
}

function networkOf(address: Address): string {
  const bits = KEPT[address.kind()];
  const whole = `${address.toString()}/${bits}`;
  const network =
    address.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(whole)
      : ipaddr.IPv6.networkAddressFromCIDR(whole);
  return `${network.toString()}/${bits}`;
}
