import type { Finding } from "../../model/finding.ts";
import type { Web, WebReply } from "../../world/world.ts";
import { finding, placeOf } from "./links.ts";
import type { FoundLink } from "./links-in.ts";

/** No page is read: the head of an answer says whether there is one. What is sent beyond this is not waited for. */
const LIMIT_BYTES = 200_000;
/** Between two questions to one host. */
const GAP_MS = 500;
/** So many hosts are asked at once. */
const AT_ONCE = 8;

type Failed = Extract<WebReply, { outcome: "failed" }>;

/**
 * Asks each address once and says of each place that names it what came. A page that is gone for good (404, 410), an address that is not
 * public and one that cannot be asked are refused; a host that answers anything else is noted, since many let no program in. Where no host
 * at all answered, nothing is known.
 *
 * @param links as of `webLinks`
 */
export async function askLinks(
  links: ReadonlyMap<string, readonly FoundLink[]>,
  web: Pick<Web, "get">,
): Promise<readonly Finding[]> {
  const addresses = [...links.keys()];
  if (addresses.length === 0)
    return [finding("links", "not evaluated", "texts", "The texts name no web address.")];
  const replies = await inTurns(addresses, (address) => askOne(address, web));
  const isOffline = replies.every((reply) => reply === null || isSilent(reply));
  return addresses.flatMap((address, index) => {
    const [verdict, message] = judged(address, replies[index]!, isOffline);
    return links.get(address)!.map((link) => finding("links", verdict, placeOf(link), message));
  });
}

/** null: http, which is not asked. */
async function askOne(address: string, web: Pick<Web, "get">): Promise<WebReply | null> {
  if (!/^https:/i.test(address)) return null;
  const url = address.replace(/#.*$/, "");
  return web.get({ url, limitBytes: LIMIT_BYTES, gapMs: GAP_MS, known: null });
}

type Judged = readonly [Finding["verdict"], string];

function judged(address: string, reply: WebReply | null, isOffline: boolean): Judged {
  if (reply === null)
    return ["not evaluated", `${address} is not asked: only https is. Write https where it has that.`];
  if (reply.outcome !== "failed") return ["passed", `${address} is there.`];
  const { status, reason } = reply;
  if (status !== null && status >= 200 && status < 300) return ["passed", `${address} is there.`];
  if (status === 404 || status === 410) return ["refused", `${address} is gone: ${reason}`];
  if (isForbidden(reply)) return ["refused", `${address} may not be asked: ${reason}`];
  if (isOffline) return ["not evaluated", `${address} could not be asked: ${reason}`];
  return ["noted", `${address} is in doubt: ${reason}`];
}

/** Nothing came back at all; what may not be asked could not answer either. */
function isSilent(reply: WebReply): boolean {
  return reply.outcome === "failed" && reply.status === null;
}

/** What the web's own door refuses, by the words in which it says so. */
function isForbidden({ status, reason }: Failed): boolean {
  return status === null && /not a public address|only https addresses on public hosts/.test(reason);
}

/** In the order of the questions, a few at a time. */
async function inTurns<T, U>(all: readonly T[], ask: (one: T) => Promise<U>): Promise<readonly U[]> {
  const answers: U[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    answers.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(ask))));
  return answers;
}
