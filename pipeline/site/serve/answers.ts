import type { Deliveries, Subscribers } from "../../world/mailing/mailing.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { type ConfirmWorld, confirm, confirmForm } from "../forms/confirm.ts";
import type { FormsHouse } from "../forms/form-page.ts";
import type { MailLimits } from "../forms/mail-limits.ts";
import type { Outbox } from "../forms/outbox.ts";
import { subscribe, subscribeForm } from "../forms/subscribe.ts";
import {
  type LeavingWorld,
  leave,
  leaveByAddress,
  leaveByAddressForm,
  leaveForm,
} from "../forms/unsubscribe.ts";
import { intakeReply } from "../intake/intake-reply.ts";
import type { Allowance } from "./allowance.ts";
import { bearsKey } from "./bearer.ts";
import type { Counts } from "./counts.ts";
import { healthReply, type openHealth } from "./health.ts";
import { metricsText } from "./metrics.ts";
import { plain, tooMany } from "./plain-reply.ts";
import type { Routed, RouteName } from "./routes.ts";

export interface SiteWorld {
  readonly subscribers: Subscribers;
  readonly deliveries: Pick<Deliveries, "versions" | "tally">;
  readonly outbox: Outbox;
  readonly limits: MailLimits;
  readonly counts: Counts;
  readonly health: ReturnType<typeof openHealth>;
  /** Pages of the archive, feeds and their files. */
  archive(asked: PublicAsked): Promise<Reply>;
  now(): string;
  ticks(): number;
  /** Trouble, for those who run the server. */
  tell(sentence: string): void;
  /** A line for each request. */
  log(line: string): void;
}

export interface Answering {
  readonly house: FormsHouse & { readonly intakeKey: string | null };
  /** For forms and keys: what is guessed or mailed is dear. */
  readonly writing: Allowance;
}

type Answers = Readonly<Record<RouteName, (asked: PublicAsked, routed: Routed) => Promise<Reply>>>;

/** What each route answers to the methods that it knows. */
export function answersOf({ house, writing }: Answering, world: SiteWorld): Answers {
  const confirming: ConfirmWorld = world;
  const leaving: LeavingWorld = world;
  const isPost = ({ method }: PublicAsked) => method === "POST";
  const sparing = async (asked: PublicAsked, work: () => Promise<Reply>) =>
    writing.take(asked.caller.network) ? work() : tooMany();
  return {
    subscribe: async (asked) =>
      isPost(asked) ? sparing(asked, () => subscribe(asked, house, world)) : subscribeForm(house),
    unsubscribe: async (asked) =>
      isPost(asked) ? sparing(asked, () => leaveByAddress(asked, house, world)) : leaveByAddressForm(house),
    confirm: async (asked, { rest }) =>
      isPost(asked) ? confirm(rest, asked, house, confirming) : confirmForm(rest, house, confirming),
    "unsubscribe link": async (asked, { rest }) =>
      isPost(asked) ? leave(rest, asked, house, leaving) : leaveForm(rest, house, leaving),
    intake: async (asked) => {
      const { intakeKey, linkKey } = house;
      if (intakeKey === null) return plain(404, "There is no such address.");
      if (bearsKey(asked, intakeKey)) return intakeReply(asked, linkKey, { ...intakeWorld(world) });
      return sparing(asked, async () => needsKey());
    },
    health: async () => healthReply(await world.health()),
    metrics: async (asked) => {
      if (!asked.caller.isHere && !(house.intakeKey !== null && bearsKey(asked, house.intakeKey)))
        return sparing(asked, async () => plain(404, "There is no such address."));
      const { uptimeSeconds } = await world.health();
      const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
      return { status: 200, headers, body: await metricsText(uptimeSeconds, world) };
    },
    site: (asked) => world.archive(asked),
  };
}

function intakeWorld({ subscribers, now, counts }: SiteWorld) {
  return { subscribers, now, count: counts.intake };
}

function needsKey(): Reply {
  return plain(401, "This address wants a key.", { "www-authenticate": "Bearer" });
}
