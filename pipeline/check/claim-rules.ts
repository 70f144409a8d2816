import { bandOf } from "../finance/bands.ts";
import { roundHalfAway } from "../finance/rounding.ts";
import type {
  BandClaim,
  BreadthClaim,
  DirectionClaim,
  GapClaim,
  InstrumentClaim,
  Ruling,
  SumClaim,
} from "./claim.ts";
import { halfUnit, notEvaluated, ruled, said, shown } from "./ruling.ts";

/** Binary noise of a sum of decimals. */
const NOISE = 1e-9;

/** Parts make their total as far as their rounding, and its own, lets them. */
export function sumRuling({ parts, total }: SumClaim): Ruling {
  if (parts.length === 0) return notEvaluated("There are no parts.");
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const slack = parts.reduce((all, part) => all + halfUnit(part), 0);
  const miss = Math.abs(sum - total.value);
  const explained =
    miss > NOISE ? `; ${parts.length} parts, each rounded, may miss it by up to ${shown(slack)}` : "";
  return ruled(
    miss < slack + halfUnit(total) - NOISE,
    `The parts sum to ${shown(sum)}, ${said(total)} is said${explained}.`,
  );
}

/** left - right = gap, as far as the rounding of the three lets it. */
export function gapRuling({ left, right, gap }: GapClaim): Ruling {
  const difference = left.value - right.value;
  const slack = halfUnit(left) + halfUnit(right) + halfUnit(gap);
  return ruled(
    Math.abs(difference - gap.value) < slack - NOISE,
    `${said(left)} less ${said(right)} is ${shown(difference)}; ${said(gap)} is said.`,
  );
}

/** The half of a band by (level - from) / (to - from): lower below 50 %, upper above. */
export function bandRuling({ level, bands, half }: BandClaim): Ruling {
  const place = bandOf(bands, level);
  if (!place || place.positionPercent === null) return notEvaluated(`No band with two ends holds ${level}.`);
  const { band, positionPercent } = place;
  return ruled(
    place.half === half,
    `${level} stands ${Math.round(positionPercent)}% of the way up from ${band.from} to ${band.to}; the ${half} half is said.`,
  );
}

/** A level is that of the instrument whose name it bears, rounded once to the places said. */
export function instrumentRuling({ named, level, observed }: InstrumentClaim): Ruling {
  if (observed === null) return notEvaluated(`No observation of ${named} is at hand.`);
  return ruled(
    roundHalfAway(observed, level.decimals) === level.value,
    `${named} was observed at ${observed}; ${said(level)} is said of it.`,
  );
}

/** Narrow is fewer than half, broad more than half, by count; the weight is told beside it. */
export function breadthRuling({ said: word, up, of, upWeightPercent }: BreadthClaim): Ruling {
  if (of === 0) return notEvaluated("Nothing was counted.");
  const weight = upWeightPercent === null ? "" : `, with ${Math.round(upWeightPercent)}% of the weight`;
  const holds = word === "narrow" ? up * 2 < of : up * 2 > of;
  const partly = word === "narrow" && !holds ? " Narrow is true of weight at most: say so." : "";
  return ruled(holds, `${up} of ${of} rose${weight}; "${word}" is said.${partly}`);
}

/** A move of less than this is muted, percent of the level before. Ours, not published. */
const MUTED_PERCENT = 2;

/** The word for a move is that of its sign; one that prints as 0.00 % neither rose nor fell. */
export function directionRuling({ said: word, changePercent }: DirectionClaim): Ruling {
  if (changePercent === null) return notEvaluated("No change is at hand.");
  const move = roundHalfAway(changePercent, 2);
  const holds = { muted: Math.abs(move) < MUTED_PERCENT, rose: move > 0, fell: move < 0 }[word];
  return ruled(holds, `It changed by ${shown(changePercent)}%; "${word}" is said.`);
}
