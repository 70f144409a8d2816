import { PipelineError } from "../../errors.ts";
import { isPublic, literalAddress } from "./addresses.ts";

/** Where an address is asked, or why it is not: the end of a sentence. */
export type Allowed = { readonly url: URL } | { readonly refused: string };

/** The way of a public address to where it is asked, and of a redirect back to a public address. */
export interface Routes {
  /** ", asked through the mirror": for sentences about no answer; "" where there is none. */
  readonly by: string;
  /** `https://HOST/PATH` as it is, or `MIRROR/HOST/PATH`. */
  sent(url: URL): URL;
  /** Where a redirect in the answer of the address `sent` points. */
  followed(location: string, sent: URL): Allowed;
}

/** @throws PipelineError usage, where the mirror is no http address */
export function routesThrough(mirror: string | null): Routes {
  if (mirror === null) return { by: "", sent: (url) => url, followed: allowed };
  const root = mirrorRoot(mirror);
  const base = root.pathname.replace(/\/+$/, "");
  return {
    by: ", asked through the mirror",
    sent: ({ host, pathname, search }) => new URL(`${base}/${host}${pathname}${search}`, root),
    followed(location, sent) {
      const target = parsed(location, sent);
      if (target?.origin !== root.origin) return allowed(location, sent);
      // Its own origin: the first part of the path is the host.
      const [, host, path] = /^\/([^/]+)(\/.*)?$/.exec(target.pathname.slice(base.length)) ?? [];
      if (!host || !target.pathname.startsWith(`${base}/`)) return { refused: REFUSAL };
      return allowed(`https://${host}${path ?? "/"}${target.search}`);
    },
  };
}

const REFUSAL = "only https addresses on public hosts are asked";

/** An address that may be asked: https, without name and password, no address of a network's inside. Names are checked when looked up. */
export function allowed(address: string, from?: URL): Allowed {
  const url = parsed(address, from);
  if (url?.protocol !== "https:" || url.username || url.password) return { refused: REFUSAL };
  const literal = literalAddress(url.hostname);
  if (literal !== null && !isPublic(literal)) return { refused: `${REFUSAL}, and ${literal} is not one` };
  url.hash = "";
  return { url };
}

function parsed(address: string, from?: URL): URL | null {
  return URL.canParse(address, from) ? new URL(address, from) : null;
}

export function mirrorRoot(mirror: string): URL {
  const root = parsed(mirror);
  if (root && /^https?:$/.test(root.protocol) && !root.search && !root.hash) return root;
  throw new PipelineError({
    code: "usage",
    message: `A mirror is an address such as http://127.0.0.1:8080, not "${mirror.slice(0, 100)}".`,
    remedy: "Name its address, or leave it out to ask the sources themselves.",
  });
}
