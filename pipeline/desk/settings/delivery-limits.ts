import type { FaultDetail } from "../../errors.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { CheckedYaml } from "./read-yaml.ts";

type Fault = CheckedYaml<unknown>["fault"];
type Bounded = readonly [
  field: readonly (string | number)[],
  value: number | null,
  least: number,
  most: number,
];

const HOUR_SECONDS = 3600;
const WEEK_SECONDS = 7 * 24 * HOUR_SECONDS;
const WEEK_MINUTES = WEEK_SECONDS / 60;
const YEAR_HOURS = 366 * 24;
/** One letter in a quarter of an hour. */
const SLOWEST = 0.001;
const ANY = Number.MAX_VALUE;

/** Spans of time beyond what anybody means, and beyond what a timer holds: it would fire at once. */
export function limitFaults(settings: DeliverySettings, fault: Fault): FaultDetail[] {
  return boundsOf(settings).flatMap(([field, value, least, most]) => {
    if (value === null || (value >= least && value <= most)) return [];
    const message = value < least ? `${value} is less than ${least}.` : `${value} is more than ${most}.`;
    return [fault(field, message)];
  });
}

function boundsOf({ approvalHours, retry, relays, domains }: DeliverySettings): readonly Bounded[] {
  return [
    [["approvalHours"], approvalHours, 0, YEAR_HOURS],
    [["retry", "firstSeconds"], retry.firstSeconds, 0, WEEK_SECONDS],
    [["retry", "mostSeconds"], retry.mostSeconds, 0, WEEK_SECONDS],
    [["retry", "runMinutes"], retry.runMinutes, 0, WEEK_MINUTES],
    ...relays.flatMap(({ replySeconds, perSecond }, index): Bounded[] => [
      [["relays", index, "replySeconds"], replySeconds, 0, HOUR_SECONDS],
      [["relays", index, "perSecond"], perSecond, SLOWEST, ANY],
    ]),
    ...Object.entries(domains).map(
      ([name, { perSecond }]): Bounded => [["domains", name, "perSecond"], perSecond, SLOWEST, ANY],
    ),
  ];
}
