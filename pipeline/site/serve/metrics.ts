import type { Version } from "../../model/delivery.ts";
import { SubscriberStateSchema, TierSchema } from "../../model/subscriber.ts";
import type { Deliveries, Subscribers } from "../../world/mailing/mailing.ts";
import type { Outbox } from "../forms/outbox.ts";
import type { Counts } from "./counts.ts";

export interface MetricsWorld {
  readonly subscribers: Pick<Subscribers, "count">;
  readonly deliveries: Pick<Deliveries, "versions" | "tally">;
  readonly outbox: Pick<Outbox, "waiting" | "ends">;
  readonly counts: Counts;
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** All figures of the server as Prometheus reads them. @see the text exposition format, version 0.0.4 */
export async function metricsText(uptimeSeconds: number, world: MetricsWorld): Promise<string> {
  const { counts, outbox } = world;
  const families = [
    family("tracker_requests_total", "counter", "Requests by route and status.", requestsOf(counts)),
    family("tracker_subscribers", "gauge", "Readers by tier and state.", await readers(world)),
    family(
      "tracker_deliveries",
      "gauge",
      "Deliveries of each edition's last version, by state.",
      await deliveries(world),
    ),
    family(
      "tracker_intake_total",
      "counter",
      "Bounces and complaints taken in, by outcome.",
      counts.intakes().map(([outcome, times]) => [{ outcome }, times]),
    ),
    family("tracker_mails_waiting", "gauge", "Mails to people who asked, not yet handed over.", [
      [{}, outbox.waiting],
    ]),
    family(
      "tracker_mails_total",
      "counter",
      "Mails to people who asked, by what came of them.",
      Object.entries(outbox.ends).map(([end, times]) => [{ end }, times]),
    ),
    family("tracker_uptime_seconds", "gauge", "Since the server started.", [[{}, uptimeSeconds]]),
  ];
  return families.join("");
}

function requestsOf(counts: Counts): Sample[] {
  return counts.requests().map(([route, status, times]) => [{ route, status: String(status) }, times]);
}

async function readers({ subscribers }: MetricsWorld): Promise<Sample[]> {
  const kinds = TierSchema.options.flatMap((tier) =>
    SubscriberStateSchema.options.map((state) => ({ tier, state })),
  );
  return Promise.all(kinds.map(async (kind) => [kind, await subscribers.count(kind)] as const));
}

async function deliveries({ deliveries: kept }: MetricsWorld): Promise<Sample[]> {
  const last = new Map<string, Version>();
  for (const version of await kept.versions({})) last.set(version.edition, version);
  const tallies = [...last.values()].map(async ({ id }) =>
    Object.entries(await kept.tally(id)).map(([state, count]) => [{ version: id, state }, count] as const),
  );
  return (await Promise.all(tallies)).flat();
}

function family(name: string, type: "counter" | "gauge", help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, word]) => `${label}=${JSON.stringify(word)}`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}
