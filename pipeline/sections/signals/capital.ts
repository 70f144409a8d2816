import { curveMoveOver, deadBandsBp } from "../../finance/curve-moves.ts";
import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { companionOf, ROTATION_FROM, type Rotation, riskRotation } from "../../finance/risk-rotation.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import { answerOf, stateOf } from "./answer.ts";
import type { Capital, Curve } from "./view.ts";

/** Observations of a return and of a curve move. */
const DAYS = 20;
/** Calendar days that hold more than DAYS + 1 trading days, whatever the holidays. */
const RECENT_DAYS = 60;
const maker = figuresOf("signals", "capital");

interface Rung {
  readonly name: string;
  readonly history: History | null;
}

/** Signal 1 with its two conditions: rotation along the ladder, and the curve over twenty observations. */
export function capitalOf(desk: Desk, { signals }: Edition): Capital {
  const ladder = signals.ladder.map(({ name, series }) => ({ name, history: recent(desk, series) }));
  const rotation = riskRotation(ladder);
  const curve = curveOf(desk, signals.curve);
  const rotates = answerOf(rotation ? rotation.direction === "back-across" : null);
  const steepens = answerOf(curve ? curve.label.endsWith("steepener") : null);
  const steeperFrom = curve && steeperThreshold(curve.change);
  return {
    state: stateOf([rotates, steepens]),
    rotates,
    steepens,
    ...rotationView(ladder, rotation),
    companion: companionView(desk, signals.companion),
    curve,
    steeperFrom,
    curveDistance: maker.difference("curve-distance", steeperFrom, curve?.change ?? null),
    longCurve: curveOf(desk, signals.longCurve),
  };
}

/** A rung's last weeks; null where it is old or has too few observations for a return. */
function recent(desk: Desk, series: string): History | null {
  const history = desk.latest(series) && desk.history(series, { after: addDays(desk.date, -RECENT_DAYS) });
  return history && history.values.length > DAYS ? history : null;
}

type RotationView = Pick<
  Capital,
  "rho" | "rhoFrom" | "rhoDistance" | "direction" | "best" | "worst" | "rungs" | "missing"
>;

function rotationView(ladder: readonly Rung[], rotation: Rotation | null): RotationView {
  const present = ladder.filter(({ name, history }) =>
    rotation ? rotation.rungs.some((rung) => rung.name === name) : history !== null,
  );
  const rho = rotation && rhoFigure(rotation, present);
  const rhoFrom =
    rho &&
    maker.derived("rho-from", {
      value: -ROTATION_FROM,
      unit: "correlation",
      inputs: [rho],
      method: "from this rank correlation down returns favour the safe end of the ladder",
    });
  const byScore = [...(rotation?.rungs ?? [])].sort((a, b) => b.score - a.score);
  return {
    rho,
    rhoFrom,
    rhoDistance: maker.difference("rho-distance", rhoFrom, rho),
    direction: rotation?.direction ?? null,
    best: byScore[0]?.name ?? null,
    worst: byScore.at(-1)?.name ?? null,
    rungs: present.length,
    missing: ladder.filter((rung) => !present.includes(rung)).map(({ name }) => ({ name })),
  };
}

function rhoFigure({ rho, asOf }: Rotation, present: readonly Rung[]): Figure {
  return maker.derived("rho", {
    value: rho,
    unit: "correlation",
    asOf,
    inputs: present.map(({ history }) => history!.window),
    method:
      "Spearman rank correlation between place on the ladder, safe to risky, and 20-day return / sample sd of daily returns",
  });
}

function steeperThreshold(change: Figure): Figure {
  return maker.derived("steeper-from", {
    value: deadBandsBp(DAYS).slope,
    unit: "bp",
    inputs: [change],
    method: "from this change of slope over 20 observations on the curve has steepened",
  });
}

/** The curve between two yields over the last twenty observations that both have; null where there are fewer. */
function curveOf(desk: Desk, { short, long }: Edition["signals"]["curve"]): Curve | null {
  const legs = [short, long].map((series) => (desk.latest(series) ? desk.tail(series, 2 * DAYS) : null));
  const [first, second] = legs;
  const move = first && second ? curveMoveOver(joinOf([first, second]), DAYS) : null;
  if (!move) return null;
  const { from, to, slopeBp, shortBp, longBp, label } = move;
  const pair = `${slugOf(short)}-${slugOf(long)}`;
  const leg = (name: string, series: string, value: number) =>
    maker.derived(`${pair}-${name}`, {
      value,
      unit: "bp",
      inputs: [desk.on(series, to)!, desk.on(series, from)!],
      method: `yield less the yield ${DAYS} joined observations earlier, bp`,
    });
  const [shortChange, longChange] = [leg("short", short, shortBp), leg("long", long, longBp)];
  const change = maker.derived(`${pair}-slope`, {
    value: slopeBp,
    unit: "bp",
    inputs: [longChange, shortChange],
    method: "change of the longer yield less change of the shorter, bp",
  });
  const name = (series: string) => desk.series(series)!.name;
  return { short: name(short), long: name(long), label, change, shortChange, longChange };
}

/** Quality against speculation over twenty days; null where one of the two is not at hand. */
function companionView(
  desk: Desk,
  { safer, riskier }: Edition["signals"]["companion"],
): Capital["companion"] {
  const after = yearsBefore(desk.date, 2);
  const histories = [safer, riskier].map((series) =>
    desk.latest(series) ? desk.history(series, { after }) : null,
  );
  const [above, below] = histories;
  if (!above || !below) return null;
  const { dates, values, windows } = joinOf([above, below]);
  const told = companionOf(values[0]!, values[1]!);
  const asOf = dates.at(-1);
  if (!told || asOf === undefined) return null;
  const change = maker.derived("companion-change", {
    value: told.change,
    unit: "percent",
    asOf,
    inputs: windows,
    method: "change of ln(safer / riskier) over 20 joined observations * 100",
  });
  const method = "(change - mean) / sample standard deviation of the last 252 such changes";
  const z =
    told.z === null
      ? null
      : maker.derived("companion-z", {
          value: told.z,
          unit: "sd",
          asOf,
          inputs: [change, ...windows],
          method,
        });
  const name = (series: string) => desk.series(series)!.name;
  return { safer: name(safer), riskier: name(riskier), change, z };
}
