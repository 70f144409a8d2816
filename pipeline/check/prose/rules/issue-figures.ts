import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import { ofFacts } from "./of-facts.ts";

/** Figures of the issue that rules on words ask for by name. */
const SECTOR_RETURN = /^sector-attribution\.return\./;
const SECTOR_CONTRIBUTION = /^sector-attribution\.contribution\./;
const STEP = /^policy-path\.step\.(\d{4}-\d{2}-\d{2})$/;
const RATE = /^policy-path\.rate\.(\d{4}-\d{2}-\d{2})$/;

/** How many went up and down, of a set that is counted by name. */
export interface Tally {
  readonly noun: string;
  readonly up: number;
  readonly down: number;
  readonly flat: number;
  readonly of: number;
  readonly upWeightPercent: number | null;
  readonly figures: readonly string[];
}

export function sectorTally({ figures }: Facts): Tally | null {
  const of = (name: string) => figures.get(`sector-attribution.${name}`);
  const [up, down] = [of("up"), of("down")];
  if (!up || !down) return null;
  const flat = of("flat")?.value ?? 0;
  const counts = { up: up.value, down: down.value, flat, of: up.value + down.value + flat };
  const upWeightPercent = of("up-weight")?.value ?? null;
  return { noun: "sectors", ...counts, upWeightPercent, figures: [up.id, down.id] };
}

export function memberTally({ figures }: Facts): Tally | null {
  const of = (name: string) => figures.get(`mag7.${name}`);
  const [up, down, counted] = [of("up"), of("down"), of("counted")];
  if (!up || !down || !counted) return null;
  const flat = counted.value - up.value - down.value;
  const counts = { up: up.value, down: down.value, flat, of: counted.value };
  return {
    noun: "members of the Magnificent Seven",
    ...counts,
    upWeightPercent: null,
    figures: [up.id, down.id],
  };
}

const MEMBER_RETURN = /^mag7\.[a-z]+\.return$/;
const MEMBER_CONTRIBUTION = /^mag7\.[a-z]+\.contribution$/;

/** Sectors, or the seven, by what they added to the index, and by their own return, the largest first. */
export interface SectorOrder {
  readonly of: "sector" | "member";
  readonly by: "contribution" | "return";
  readonly figures: readonly Figure[];
}

export const sectorOrders = ofFacts(({ figures }: Facts): readonly SectorOrder[] => {
  const sorted = (pattern: RegExp) =>
    [...figures.values()].filter(({ id }) => pattern.test(id)).sort((a, b) => b.value - a.value);
  return [
    { of: "sector" as const, by: "contribution" as const, figures: sorted(SECTOR_CONTRIBUTION) },
    { of: "sector" as const, by: "return" as const, figures: sorted(SECTOR_RETURN) },
    { of: "member" as const, by: "contribution" as const, figures: sorted(MEMBER_CONTRIBUTION) },
    {
      of: "member" as const,
      by: "return" as const,
      figures: sorted(MEMBER_RETURN).filter(({ id }) => id !== "mag7.index.return"),
    },
  ].filter((order) => order.figures.length > 1);
});

/** Where a subject stands in an order, from 0; null where it is not in it. */
export function placeIn(facts: Facts, subject: string, { figures }: SectorOrder): number | null {
  const own = new Set(facts.of(subject).map(({ id }) => id));
  const places = figures.flatMap(({ id }, index) => (own.has(id) ? [index] : []));
  return places.length === 1 ? places[0]! : null;
}

/** A figure of each meeting ahead, in the order of their days. */
export interface AtMeeting {
  readonly decision: string;
  readonly figure: Figure;
}

export function stepsPriced({ figures }: Facts): readonly AtMeeting[] {
  return atMeetings(figures, STEP);
}

export function ratesPriced({ figures }: Facts): readonly AtMeeting[] {
  return atMeetings(figures, RATE);
}

function atMeetings(figures: Facts["figures"], pattern: RegExp): readonly AtMeeting[] {
  return [...figures.values()]
    .flatMap((figure) => {
      const decision = pattern.exec(figure.id)?.[1];
      return decision === undefined ? [] : [{ decision, figure }];
    })
    .sort((a, b) => (a.decision < b.decision ? -1 : 1));
}
