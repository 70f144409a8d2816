import type { DeliverySecrets, DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { Proxies } from "../../world/caller.ts";
import type { Maildir } from "../../world/maildir.ts";
import type { Deliveries, Subscribers } from "../../world/mailing/mailing.ts";
import type { PublicAsked, PublicServing } from "../../world/public-server.ts";
import type { Relays } from "../../world/relays/relay.ts";
import type { Reply, Served } from "../../world/serve.ts";
import { carryLetter } from "../forms/carry-letter.ts";
import { compose, type MailWords } from "../forms/compose.ts";
import type { FormsHouse } from "../forms/form-page.ts";
import { MAIL_RATES, openMailLimits } from "../forms/mail-limits.ts";
import { type Outbox, openOutbox } from "../forms/outbox.ts";
import { watchMaildir } from "../intake/watch-maildir.ts";
import { openCounts } from "./counts.ts";
import { openHealth } from "./health.ts";
import { patientSubscribers } from "./patient.ts";
import { publicSite } from "./public-site.ts";

/** What a public server is started with. */
export interface ServeRequest {
  readonly host: string;
  readonly port: number;
  readonly proxies: Proxies;
  readonly settings: DeliverySettings;
  /** `linkKey` is there: without it nothing is served. */
  readonly secrets: DeliverySecrets;
  /** PEM by relay name. */
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  readonly publication: string;
  readonly page: FormsHouse["page"];
  readonly letter: (words: MailWords) => Letter;
}

export interface ServeWorld {
  readonly serving: PublicServing;
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly relays: Relays;
  /** null: none is watched. */
  readonly maildir: Maildir | null;
  /** Pages of the archive, feeds and their files. */
  archive(asked: PublicAsked): Promise<Reply>;
  now(): string;
  ticks(): number;
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  chance(): number;
  /** 16 letters that an address may hold, which nobody can guess. */
  nonce(): string;
  /** A line for those who run the server. */
  tell(line: string): void;
}

/** The public server with all that works behind it; closing it ends what is under way. @throws PipelineError port-taken */
export async function openServe(request: ServeRequest, given: ServeWorld): Promise<Served> {
  const world = { ...given, subscribers: patientSubscribers(given.subscribers, given.sleep) };
  const { tell, ticks } = world;
  const house = houseOf(request);
  const counts = openCounts();
  const outbox = outboxOf(request, house, world);
  const limits = openMailLimits(MAIL_RATES, ticks);
  const site = { ...world, counts, outbox, limits, health: openHealth(world), log: tell };
  // Requests that come before the port is known are none: nobody knows it either.
  let answer: ReturnType<typeof publicSite> | null = null;
  const { host, port, proxies } = request;
  const refused = (status: number) => counts.request("refused", status);
  const served = await world.serving.serve({ host, port, proxies, refused }, (asked) => {
    answer ??= publicSite({ ...house, port: served.port }, site);
    return answer(asked);
  });
  const stop = new AbortController();
  const watching = world.maildir
    ? watchMaildir(world.maildir, house.linkKey, { ...world, count: counts.intake }, stop.signal)
    : Promise.resolve();
  return {
    port: served.port,
    async close() {
      stop.abort();
      await served.close();
      await Promise.all([outbox.close(), watching]);
    },
  };
}

function houseOf({ settings, secrets, publication, page }: ServeRequest) {
  const { site, from, replyTo } = settings;
  const base = new URL(site).pathname.replace(/\/$/, "");
  const { linkKey, intakeKey } = secrets;
  if (linkKey === null) throw new Error("the public server was started without a key of links");
  return { site, base, publication, desk: replyTo ?? from.address, linkKey, intakeKey, page };
}

function outboxOf(
  { settings, secrets, authorities, letter }: ServeRequest,
  house: FormsHouse,
  world: ServeWorld,
): Outbox {
  const { relays, tell } = world;
  const post = { relays, settings, logins: secrets.logins, authorities, tell };
  return openOutbox({
    ...world,
    compose: (asking) => compose(asking, house, { ...world, letter }),
    carry: (made) => carryLetter(made, post),
  });
}
