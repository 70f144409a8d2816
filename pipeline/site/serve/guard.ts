import type { Asked } from "../../world/serve.ts";

/** What is refused before anything is looked up: status, and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly words: string;
}

/** Names under which a server answers: its site's, and this machine's own for those who look after it. */
export function hostsOf(site: string, port: number): readonly string[] {
  const { host, hostname, protocol } = new URL(site);
  const usual = protocol === "https:" ? 443 : 80;
  const here = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  return [host, ...(host === hostname ? [`${hostname}:${usual}`] : []), ...here];
}

/**
 * Whether a request may be looked at. A name that is not ours leads here by mistake, or by a trick (DNS rebinding, a poisoned cache): no link
 * is ever made of it. A path is printable ASCII that means the same to every program on its way.
 */
export function refusal({ target, headers }: Asked, hosts: readonly string[]): Refusal | null {
  if (!target.startsWith("/") || target === "*") return { status: 400, words: "There is no such address." };
  if (!hosts.includes((headers.host ?? "").toLowerCase()))
    return { status: 421, words: "This name is not of this site." };
  const [path = ""] = target.split("?", 1);
  if (!/^[\x21-\x7e]*$/.test(target) || isTwisted(path))
    return { status: 400, words: "There is no such address." };
  return null;
}

function isTwisted(path: string): boolean {
  if (/\/\/|\\|%(?:2f|5c|25|[01][0-9a-f]|7f)|(?:^|\/)(?:\.|%2e)/i.test(path)) return true;
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    return true;
  }
}
