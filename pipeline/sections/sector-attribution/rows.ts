import { PipelineError } from "../../errors.ts";
import { contributionPp, type Sector, sectors } from "../../finance/attribution.ts";
import type { Desk } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import type { Observation } from "../../model/series.ts";
import { absent } from "../absent.ts";
import type { Unavailable } from "../section.ts";
import type { Row } from "./view.ts";

/** How far the weights may be from 100 %: they are rounded, and a few members are missing on most days. */
export const WEIGHT_SLACK_PERCENT = 0.5;

interface Read {
  readonly sector: Sector;
  readonly weight: Observation | null;
  readonly ownReturn: Observation | null;
}

/**
 * The eleven sectors of the issue's own day, in GICS order, or why there are not eleven.
 *
 * @throws PipelineError weights-incomplete if eleven weights do not make up the index
 */
export function sectorRows(desk: Desk, make: FigureMaker): readonly Row[] | Unavailable {
  const read = sectors.map((sector) => ({
    sector,
    weight: desk.on(`SPX.SECTOR.${sector.key}.WEIGHT`, desk.date),
    ownReturn: desk.on(`SPX.SECTOR.${sector.key}.RETURN`, desk.date),
  }));
  if (read.every(({ weight }) => weight !== null)) refuseWeights(read, desk.date);
  const rows = read.flatMap((one) => rowOf(one, make));
  return rows.length === sectors.length ? rows : missingFrom(desk, read);
}

function rowOf({ sector: { name, short, slug }, weight, ownReturn }: Read, make: FigureMaker): Row[] {
  if (!weight || !ownReturn) return [];
  const [share, own] = [make.observed(`weight.${slug}`, weight), make.observed(`return.${slug}`, ownReturn)];
  const contribution = make.derived(`contribution.${slug}`, {
    value: contributionPp(share.value, own.value),
    unit: "pp",
    inputs: [share, own],
    method: "weight at the close before * own return / 100",
  });
  return [{ name, short, weight: share, contribution, ownReturn: own }];
}

function refuseWeights(read: readonly Read[], date: string): void {
  const total = read.reduce((sum, { weight }) => sum + (weight?.value ?? 0), 0);
  if (Math.abs(total - 100) <= WEIGHT_SLACK_PERCENT) return;
  const first = read[0]?.weight;
  const each = read.map(({ sector: { name }, weight }) => `${name} ${weight?.value}`).join(", ");
  throw new PipelineError({
    code: "weights-incomplete",
    place: `${first?.origin.place ?? "sector weights"} (weights of ${date})`,
    message: `The weights of the eleven sectors sum to ${total.toFixed(2)}%. Expected 100% within ${WEIGHT_SLACK_PERCENT}; found ${each}.`,
    remedy: "Correct the weights of this day: percent of the index at the close before, all eleven sectors.",
  });
}

/** Which sectors lack a weight or a return; with none at all, of which day the newest are. */
function missingFrom(desk: Desk, read: readonly Read[]): Unavailable {
  const missing = read.filter(({ weight, ownReturn }) => !weight || !ownReturn);
  if (missing.length < read.length)
    return absent("some-sectors", { names: missing.map(({ sector }) => sector.name), count: read.length });
  const newest = sectors.map(({ key }) => desk.latest(`SPX.SECTOR.${key}.RETURN`)?.date ?? "").sort();
  return absent("no-sectors", { newest: newest.at(-1) || null });
}
