import type { IsoInstant } from "../../model/unit.ts";
import type { WebReply, WebRequest } from "../world.ts";
import { oneLine } from "./excerpt.ts";
import { type Keys, maskOf } from "./keys.ts";
import { firstLeg, headersOf, type Leg, nextLeg, sentUrl } from "./legs.ts";
import type { Moments } from "./moments.ts";
import type { Pace } from "./pace.ts";
import { type Allowance, type Wait, waitBefore } from "./patience.ts";
import { failing, replyOf } from "./replies.ts";
import type { Routes } from "./routes.ts";
import type { WebSettings } from "./settings.ts";
import type { Trouble } from "./troubles.ts";
import type { Answer, Wire } from "./wire.ts";

/** What the journeys of all pages have in common. */
export interface Means {
  readonly keys: Keys;
  readonly routes: Routes;
  readonly wire: Wire;
  readonly pace: Pace;
  readonly moments: Moments;
  readonly settings: WebSettings;
  readonly closing: AbortSignal;
  now(): IsoInstant;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** From the request to the reply, through tries and redirects. */
export async function fetchPage(request: WebRequest, means: Means): Promise<WebReply> {
  const { keys, routes, moments, settings } = means;
  const mask = maskOf(keys);
  const fail = failing(mask, moments);
  const start = firstLeg(request.url);
  const first = URL.canParse(request.url) ? new URL(request.url).host : "";
  if ("refused" in start)
    return fail({ host: first || "A page without host", because: `is not asked: ${start.refused}` });
  if (request.secret && !keys.has(request.secret.variable)) {
    const because = `is not asked: it wants a key, and ${request.secret.variable} is not set`;
    return fail({ host: first, because, verdict: "auth" });
  }

  const allowance: Allowance = { retries: settings.retries, ms: settings.wholeMs };
  const asked = { request, keys, moments, fail, wholeMs: settings.wholeMs };
  let leg: Leg = start;
  for (let redirects = 0; ; redirects += 1) {
    const got = await askPatiently({ leg, request, allowance }, means);
    const { host } = leg.url;
    const tries = triesWords(settings.retries - allowance.retries);
    if (got.kind === "trouble") return fail({ host, because: got.because + tries + routes.by });
    const location = REDIRECTS.has(got.status) ? got.header("location") || null : null;
    if (location === null) return replyOf(got, { ...asked, host, tries, now: Date.parse(means.now()) });
    const next = nextLeg(location, { ...means, request, leg });
    const stop = (because: string) =>
      fail({ host, because: `answered ${got.status} ${because}`, answer: got });
    if ("refused" in next)
      return stop(`with a redirect to ${oneLine(location, mask, 100)}, not followed as ${next.refused}`);
    if (redirects === settings.redirects) return stop(`with a redirect for the ${redirects + 1}th time`);
    leg = next;
  }
}

/** One address, asked until it answers or is not worth another try. */
async function askPatiently(
  order: { readonly leg: Leg; readonly request: WebRequest; readonly allowance: Allowance },
  means: Means,
): Promise<Answer | Trouble> {
  const { allowance } = order;
  for (;;) {
    const got = await askInTurn(order, means);
    const wait = waitBefore(got, allowance, means.settings, Date.parse(means.now()));
    if (wait === null || means.closing.aborted) return got;
    allowance.retries -= 1;
    allowance.ms -= wait.ms;
    await restBefore(order.leg.url.hostname, wait, means);
  }
}

/** Stands in line for the host and asks; the time of asking is taken from the allowance. */
async function askInTurn(
  { leg, request, allowance }: { leg: Leg; request: WebRequest; allowance: Allowance },
  { pace, wire, keys, routes, settings }: Means,
): Promise<Answer | Trouble> {
  await wire.ready();
  await pace.turn(leg.url.hostname, request.gapMs);
  const asked = settings.ticks();
  const got = await wire.ask({
    url: sentUrl(leg, request, keys, routes),
    headers: headersOf(request, leg.home),
    limitBytes: request.limitBytes,
    leftMs: allowance.ms,
  });
  allowance.ms -= settings.ticks() - asked;
  return got;
}

/** A wait that the host asked for holds for everyone who stands in line there. */
async function restBefore(host: string, { ms, asked }: Wait, { pace, settings, closing }: Means) {
  if (asked) pace.hold(host, ms);
  else await settings.sleep(ms, closing);
}

function triesWords(retries: number): string {
  return retries > 0 ? ` after ${retries + 1} tries` : "";
}
