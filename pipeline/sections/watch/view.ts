import { z } from "zod";
import { expiryKinds } from "../../finance/expiries.ts";
import { FigureSchema } from "../../model/figure.ts";
import { LevelAheadSchema } from "../../model/told.ts";
import { IsoDateSchema, UnitSchema } from "../../model/unit.ts";

/** Something of which the day is known ahead. */
export const EventSchema = z.strictObject({
  date: IsoDateSchema,
  kind: z.enum(["fomc", "release", "auction", ...expiryKinds]),
  /** Of a release or an auction; null where the kind says it. */
  name: z.string().nullable(),
  /** By rule, where nobody has published the day. */
  estimated: z.boolean(),
  /** Of a meeting: with new projections. */
  projections: z.boolean(),
});
export type Event = z.infer<typeof EventSchema>;

const MoveSchema = z.strictObject({
  days: FigureSchema,
  onDays: FigureSchema,
  otherDays: FigureSchema,
  /** Places after the point: one for bp, two for percent. */
  decimals: z.int(),
});

/** What the watched series moved on the days of one kind of event. */
export const UsualSchema = z.strictObject({
  kind: z.enum(["fomc", "release"]),
  name: z.string().nullable(),
  /** One for each watched series, in their order; null where its data do not hold enough of the event's days. */
  moves: z.array(MoveSchema.nullable()),
});
export type Usual = z.infer<typeof UsualSchema>;

export const View = z.strictObject({
  horizonDays: z.int(),
  horizon: IsoDateSchema,
  events: z.array(EventSchema),
  /** The first meeting among them. */
  meeting: EventSchema.nullable(),
  anyEstimated: z.boolean(),
  /** Releases that a rule would expect by then and that are behind it: their newest figure, and what it is of. */
  overdue: z.array(
    z.strictObject({ name: z.string(), newest: IsoDateSchema, period: z.enum(["week", "month", "quarter"]) }),
  ),
  /** Of some that are estimated, the days past are not known either. */
  pastUnknown: z.boolean(),
  series: z.array(z.strictObject({ id: z.string(), name: z.string(), unit: UnitSchema })),
  usual: z.array(UsualSchema),
  /** The largest of the medians, where one stands out: at least half as large again as on other days. */
  liveliest: z.strictObject({ usual: UsualSchema, series: z.string(), move: MoveSchema }).nullable(),
  /** Published events ahead of which too few past days are known. */
  unmeasured: z.array(z.strictObject({ kind: z.enum(["fomc", "release"]), name: z.string().nullable() })),
  levels: z.array(LevelAheadSchema),
  /** The first of them. */
  nearest: LevelAheadSchema.nullable(),
  /** How many more levels were told than are listed. */
  further: z.int(),
  auctions: z.strictObject({
    state: z.enum(["known", "partly", "unknown"]),
    knownTo: IsoDateSchema.nullable(),
  }),
});
export type View = z.infer<typeof View>;
