import { PipelineError, sentence } from "../../errors.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import type { FormsHouse } from "../forms/form-page.ts";
import { type Allowance, openAllowance, type Rate } from "./allowance.ts";
import { answersOf, type SiteWorld } from "./answers.ts";
import { armoured } from "./armour.ts";
import { hostsOf, refusal } from "./guard.ts";
import { plain, tooMany } from "./plain-reply.ts";
import { requestLine } from "./request-line.ts";
import { type Routed, routeOf } from "./routes.ts";

export interface SiteHouse extends FormsHouse {
  /** Of the listener: this machine's own programs call it by that. */
  readonly port: number;
  /** TRACKER_INTAKE_KEY; null: nothing is taken in by webhook. */
  readonly intakeKey: string | null;
  readonly rates?: Partial<SiteRates>;
}

export interface SiteRates {
  /** Everything. Mail providers send unsubscriptions of many readers from one network. */
  readonly all: Rate;
  /** Forms in which an address is typed, and keys that were wrong. */
  readonly writing: Rate;
}

const RATES: SiteRates = {
  all: { atOnce: 300, perSecond: 30, mostKeys: 50_000 },
  writing: { atOnce: 20, perSecond: 0.2, mostKeys: 50_000 },
};

type Answer = (asked: PublicAsked) => Promise<Reply>;

/** Every answer of the public server: guarded, counted, logged, and with the headers of the house. It does not throw. */
export function publicSite(house: SiteHouse, world: SiteWorld): Answer {
  const rates = { ...RATES, ...house.rates };
  const all = openAllowance(rates.all, world.ticks);
  const writing = openAllowance(rates.writing, world.ticks);
  const hosts = hostsOf(house.site, house.port);
  const isHttps = house.site.startsWith("https:");
  const answers = answersOf({ house, writing }, world);
  let warned = false;
  return async (asked) => {
    const began = world.ticks();
    if (asked.caller.isBehindUnknownProxy && !warned) {
      warned = true;
      world.tell(UNKNOWN_PROXY);
    }
    const refused = refusal(asked, hosts);
    const routed = refused ? null : routeOf(pathOf(asked.target, house.base));
    const reply = armoured(
      refused
        ? plain(refused.status, refused.words)
        : await guarded(() => answered(asked, routed!, { all, answers }), world),
      { isHttps },
    );
    world.counts.request(routed?.name ?? "refused", reply.status);
    world.log(
      requestLine(asked, { at: world.now(), status: reply.status, routed, ms: world.ticks() - began }),
    );
    return reply;
  };
}

const UNKNOWN_PROXY =
  "Requests come through a proxy on this machine that no --trusted-proxy names: all callers share one rate limit. Start with --trusted-proxy 127.0.0.0/8,::1 if that is meant.";

interface Answering {
  readonly all: Allowance;
  readonly answers: ReturnType<typeof answersOf>;
}

async function answered(asked: PublicAsked, routed: Routed, { all, answers }: Answering): Promise<Reply> {
  const { method, caller } = asked;
  if (!all.take(caller.network)) return tooMany();
  const allow = [...routed.methods, "OPTIONS"].join(", ");
  if (method === "OPTIONS") return { status: 204, headers: { allow }, body: "" };
  if (!routed.methods.includes(method)) return plain(405, `Only ${allow} are answered here.`, { allow });
  return answers[routed.name](asked, routed);
}

/** A database that is busy or damaged is told to those who run the server; a stranger hears that it passes. */
async function guarded(work: () => Promise<Reply>, { tell }: Pick<SiteWorld, "tell">): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PipelineError)) {
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return plain(500, "The server failed at this. Try again in a minute.");
    }
    tell(error.faults.map(sentence).join(" "));
    return plain(503, "The list cannot be reached now. Try again in a minute.", { "retry-after": "60" });
  }
}

/** Below what the site's address begins with; a proxy may have taken that away. */
function pathOf(target: string, base: string): string {
  const [path = ""] = target.split("?", 1);
  return base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}
