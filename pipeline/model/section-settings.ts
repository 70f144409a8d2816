import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";

/** A series under a short name of the desk's own: `{ name: small caps, series: FUND.IWM }`. */
const NamedSeriesSchema = z.strictObject({ name: z.string().min(1), series: z.string() });
export type NamedSeries = z.infer<typeof NamedSeriesSchema>;

/** Momentum and mean reversion over a list of assets. */
export const ModelsSchema = z.strictObject({
  assets: z
    .array(
      NamedSeriesSchema.extend({
        /** The series of the same market that tells its move: a fund of 20-year Treasuries moves as the 30-year yield does. */
        mirrors: z.string().optional(),
      }),
    )
    .min(1),
  /** Lookbacks of the momentum, in observations. */
  lookbacks: z.array(z.int().positive()).min(1),
  /** Volatility to which a position is scaled, percent a year. */
  targetVolatility: z.number().positive(),
  /** Bars of Wilder's RSI. */
  rsiBars: z.int().positive(),
  /** Observations of the z-score and of the half-life regression. */
  zWindow: z.int().positive(),
  halfLifeWindow: z.int().positive(),
});

/** Growth, inflation and liquidity; the curve; what drives the real rate; credit against inflation expectations. */
export const RegimeSchema = z.strictObject({
  /** Monthly indices whose change over a year is the axis; the first decides, the others agree or not. */
  growth: z.array(z.string()).min(1),
  inflation: z.array(z.string()).min(1),
  /** Weekly series and whether a rise of it is easier (1) or tighter (-1) money. */
  liquidity: z.array(z.strictObject({ series: z.string(), riseIs: z.union([z.literal(1), z.literal(-1)]) })),
  /** Pairs of the curve: 2s10s of UST.2Y and UST.10Y. */
  pairs: z.array(z.strictObject({ name: z.string().min(1), short: z.string(), long: z.string() })).min(1),
  /** The real rate as nominal yield less expected inflation of the same tenor. */
  realRate: z.strictObject({ name: z.string().min(1), nominal: z.string(), inflation: z.string() }),
  credit: z.string(),
  inflationExpectation: z.string(),
});

/** The seven mega caps. */
export const Mag7Schema = z.strictObject({
  members: z
    .array(z.strictObject({ name: z.string().min(1), symbol: z.string(), series: z.string() }))
    .min(1),
  index: z.string(),
  /** From here on the lowest close is looked for: "up 40 % from its April low". */
  lowSince: IsoDateSchema,
});

/** Betas of assets to a nominal and a real yield, with and without the market. */
export const RateSensitivitySchema = z.strictObject({
  assets: z.array(NamedSeriesSchema).min(1),
  /** Also the eleven sectors, from their own returns. */
  sectors: z.boolean(),
  market: z.string(),
  nominal: z.string(),
  real: z.string(),
  /** Joined observations of a regression. */
  window: z.int().positive(),
  /** Lags of the Newey-West errors. */
  lags: z.int().nonnegative(),
});

/** The three signals of an end of the melt-up. */
export const SignalsSchema = z.strictObject({
  /** From safe to risky. */
  ladder: z.array(NamedSeriesSchema).min(6),
  /** Quality against speculation: ln(safer / riskier). */
  companion: z.strictObject({ safer: z.string(), riskier: z.string() }),
  volatility: z.strictObject({
    equity: z.string(),
    rates: z.string(),
    /** Its realised volatility stands for implied currency volatility. */
    currency: z.string(),
    /** Composite from which volatility is elevated, sd. */
    elevatedFrom: z.number(),
    /** At least `days` of the last `of` observations elevated is persistent. */
    persistence: z.strictObject({ days: z.int().positive(), of: z.int().positive() }),
  }),
  curve: z.strictObject({ short: z.string(), long: z.string() }),
  longCurve: z.strictObject({ short: z.string(), long: z.string() }),
});

/** One debt path: what is assumed of each year from `firstYear` on, percent; a dated assumption, not a forecast. */
const DebtPathSchema = z.strictObject({
  name: z.string().min(1),
  asOf: IsoDateSchema,
  firstYear: z.int(),
  years: z
    .array(
      z.strictObject({
        /** Effective nominal rate on the whole debt, percent. */
        rate: z.number(),
        /** Real growth, percent. */
        growth: z.number(),
        inflation: z.number(),
        /** PRIMARY deficit, percent of GDP; positive is a deficit. */
        primaryDeficit: z.number(),
      }),
    )
    .min(1),
});
export type DebtPath = z.infer<typeof DebtPathSchema>;

/** Whether the Treasury yield still prices other assets; and what becomes of the debt. */
export const AnchorsSchema = z.strictObject({
  /** The yield whose changes the others are held against, unless a pair names its own. */
  yield: z.string(),
  pairs: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        series: z.string(),
        against: z.string().optional(),
        /** The sign that textbooks expect between the price's change and the yield's. */
        expected: z.union([z.literal(1), z.literal(-1)]),
      }),
    )
    .min(1),
  debt: z.strictObject({
    /** Debt as percent of GDP. */
    ratio: z.string(),
    nominalGdp: z.string(),
    realGdp: z.string(),
    /** Federal surplus of a fiscal year, negative for a deficit. */
    balance: z.string(),
    paths: z.array(DebtPathSchema),
  }),
});

/** Yield moves ranked against all history. */
export const RatesShockSchema = z.strictObject({
  tenors: z.array(z.string()).min(1),
  /** Lengths of the moves, in observations. */
  windows: z.array(z.int().positive()).min(1),
  /** The tenor and the window that the section is about. */
  main: z.strictObject({ tenor: z.string(), window: z.int().positive() }),
  /** From this rank of history on a move is a shock. */
  shockPercentile: z.number().min(0).max(100),
  /** Swap par rates by the Treasury of the same tenor. */
  swaps: z.array(z.strictObject({ name: z.string().min(1), swap: z.string(), treasury: z.string() })),
  /** Dates whose change joins two different instruments, by series: never ranked. */
  splices: z.record(z.string(), z.array(IsoDateSchema)),
});

/** What is ahead. */
export const WatchSchema = z.strictObject({
  /** Calendar days ahead for which events are listed. */
  horizonDays: z.int().positive(),
  /** The series whose usual move on the day of an event is told. */
  moves: z.array(z.string()).min(1),
  /** So many levels are told, the nearest first. */
  levels: z.int().positive(),
});
