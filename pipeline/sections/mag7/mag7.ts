import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { moverOf } from "../../finance/movers.ts";
import type { Identity } from "../../model/identity.ts";
import type { Mover } from "../../model/told.ts";
import { absent } from "../absent.ts";
import { defineSection, type Unavailable } from "../section.ts";
import { dayReturnOf, memberOf, weightSeriesOf, YEARS } from "./members.ts";
import { rebasedView } from "./rebased.ts";
import { contributionsOfAll, lowsOfAll, returnsOfAll, sortedBy, trendsOfAll, wholeOf } from "./totals.ts";
import { type Member, View } from "./view.ts";

const ID = "mag7";
/** Calendar days that hold the observations which the lines are drawn over, holidays and a stale day included. */
const INDEX_DAYS = 380;

/**
 * The seven mega caps: day returns, contributions to the index by their weights at the close before, distance from their lows, momentum
 * and the position that follows.
 */
export const mag7 = defineSection<View>({
  id: ID,
  title: "The seven mega caps",
  view: View,
  needs({ mag7: { members, index } }, date) {
    const [long, year] = [yearsBefore(date, YEARS), addDays(date, -INDEX_DAYS)];
    return [
      ...members.map(({ series }) => ({ series, from: long })),
      { series: index, from: year },
      ...members.map((member) => ({ series: weightSeriesOf(member), from: date })),
    ];
  },
  compute(desk, edition) {
    const { members: named, index, lowSince } = edition.mag7;
    const all = named.map((one) => memberOf(desk, one, edition));
    if (all.every(({ newest }) => newest !== desk.date)) return missingFrom(all);
    const indexReturn = dayReturnOf(desk, index, figuresOf(ID, "index"));
    const hasAll = wholeOf(all, ({ contribution }) => contribution) !== null;
    const pick = ({ contribution, dayReturn }: Member) => (hasAll ? contribution : dayReturn);
    const sorted = sortedBy(all, pick);
    return {
      members: [...sorted, ...all.filter((member) => !sorted.includes(member))],
      indexName: desk.series(index)?.name ?? index,
      indexReturn,
      ...returnsOfAll(all),
      ...contributionsOfAll(all, indexReturn),
      contributed: all.some(({ contribution }) => contribution !== null),
      lowSince,
      ...lowsOfAll(all),
      ...trendsOfAll(all),
      gaps: all.filter(({ gap }) => gap !== "none"),
      needed: Math.max(...edition.models.lookbacks) + 1,
      withoutWeight: all.filter(({ weight }) => !weight),
      withoutReturn: all.filter(({ dayReturn }) => !dayReturn),
      chart: chartOf(sorted, pick),
      rebased: rebasedView(desk, edition.mag7),
      notes: notesOf(desk, all),
    };
  },
  movers: ({ members }, desk) => furthest(members.flatMap(({ series }) => moverOf(desk, series, ID) ?? [])),
  identities,
});

/** The one that moved furthest by its own history: the seven are one market among others. */
function furthest(movers: readonly Mover[]): Mover[] {
  const bySize = [...movers].sort((a, b) => Math.abs(b.size.value) - Math.abs(a.size.value));
  return bySize.slice(0, 1);
}

function missingFrom(all: readonly Member[]): Unavailable {
  const newest = all.flatMap((member) => member.newest ?? []).sort();
  return absent("no-company", { count: all.length, newest: newest.at(-1) ?? null });
}

function chartOf(sorted: readonly Member[], pick: (member: Member) => View["indexReturn"]): View["chart"] {
  const bars = sorted.flatMap((member) => {
    const figure = pick(member);
    return figure ? [{ label: member.name, figure }] : [];
  });
  if (bars.length < 2) return null;
  return { kind: "bars", id: "mag7-day", unit: bars[0]!.figure.unit, decimals: 2, layout: "rows", bars };
}

function notesOf(desk: Desk, all: readonly Member[]): string[] {
  return [...new Set(all.flatMap((member) => desk.on(weightSeriesOf(member), desk.date)?.origin.note ?? []))];
}

function identities(view: View): Identity[] {
  return [...view.members.flatMap(memberIdentity), ...totalIdentities(view)];
}

function memberIdentity({ name, weight, dayReturn, contribution }: Member): Identity[] {
  if (!weight || !dayReturn || !contribution) return [];
  const [left, right] = [contribution.value, (weight.value * dayReturn.value) / 100];
  return [
    exact(`${name}: contribution is weight times return`, { left, right, because: "the same product" }),
  ];
}

function totalIdentities({
  members,
  indexReturn,
  contribution,
  others,
  meanReturn,
  capReturn,
  weight,
}: View): Identity[] {
  const sum = (pick: (member: Member) => number) =>
    members.reduce((total, member) => total + pick(member), 0);
  const parts = sum((member) => member.contribution?.value ?? 0);
  const all: Identity[] = [];
  if (contribution && others && indexReturn) {
    const sides = {
      left: parts + others.value,
      right: indexReturn.value,
      because: "the others are what is left",
    };
    all.push(exact("contributions of the seven and of the others make the index return", sides));
  }
  if (contribution && capReturn && weight) {
    const sides = {
      left: (capReturn.value * weight.value) / 100,
      right: parts,
      because: "one divided by the other",
    };
    all.push(exact("the cap-weighted return times the weight of the seven is their contribution", sides));
  }
  if (meanReturn) {
    const returns = sum(({ dayReturn }) => dayReturn?.value ?? 0);
    const sides = { left: meanReturn.value * members.length, right: returns, because: "a simple mean" };
    all.push(exact("the mean return times their number is the sum of the returns", sides));
  }
  return all;
}

function exact(name: string, sides: Pick<Identity, "left" | "right" | "because">): Identity {
  return { name, ...sides, unit: "pp", tolerance: 1e-9 };
}
