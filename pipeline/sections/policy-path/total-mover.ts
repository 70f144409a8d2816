import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { policyPathOn } from "../../finance/policy/path-on.ts";
import { pricedHistory } from "../../finance/policy/priced-history.ts";
import { standardDeviation } from "../../finance/statistics.ts";
import type { Edition } from "../../model/edition.ts";
import type { Mover } from "../../model/told.ts";
import { SUM, windowsOf } from "./history.ts";

const make = figuresOf("policy-path", "moved.total");

/** Fewer earlier changes do not say what is usual. */
const LEAST_CHANGES = 40;

/**
 * The sum priced by the history's meeting, its change on the day and that in standard deviations of the changes before it. None on a
 * day from which on a decision is no longer part of the sum, and none beside a gap.
 */
export function totalMover(desk: Desk, edition: Edition): readonly Mover[] {
  const priced = pricedHistory(desk, edition);
  const meeting = policyPathOn(desk, edition)?.meetings.find(({ decision }) => decision === priced?.decision);
  const change = priced?.changesBp.at(-1);
  if (!priced || !meeting || change == null) return [];
  const usual = priced.changesBp.slice(0, -1).filter((one) => one !== null);
  const deviation = standardDeviation(usual);
  if (usual.length < LEAST_CHANGES || !deviation) return [];
  const inputs = windowsOf(desk, priced.dates[0]!, meeting);
  const sum = (name: string, asOf: string, value: number) =>
    make.derived(name, { asOf, value, unit: "bp", inputs, method: `${SUM}; meeting of ${priced.decision}` });
  const level = sum("level", desk.date, priced.sumsBp.at(-1)!);
  const before = sum("before", desk.previousDate, level.value - change);
  const moved = make.difference("change", level, before);
  const size = make.derived("size", {
    value: change / deviation,
    unit: "sd",
    inputs: [moved, ...inputs],
    method: `change / sample standard deviation of the ${usual.length} changes of the last sixty trading days before it`,
  });
  return [{ key: "policy-path.total", name: null, level, change: moved, size }];
}
