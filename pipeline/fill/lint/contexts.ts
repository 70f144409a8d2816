import { DotsChartSchema } from "../../model/chart.ts";
import { IssueCorrectionSchema, PrintedChangeSchema } from "../../model/correction.ts";
import { ReportSchema, SectionReportSchema } from "../../model/report.ts";
import { MoverSchema } from "../../model/told.ts";
import type { Section } from "../../sections/section.ts";
import { type Fields, nullable, type Shape, shapeOf } from "../../sections/shape.ts";
import { archiveSlots } from "./archive-slots.ts";
import { siteSlots } from "./site-slots.ts";

/** A section, as far as its templates go. */
export type Shown = Pick<Section, "id" | "view">;

const flag: Shape = { kind: "boolean" };
const words: Shape = { kind: "text", date: false };
const object = (fields: Fields): Shape => ({ kind: "object", fields });

/** What `fill` hands to each template that it says itself; test/fill/lint/contexts.test.ts holds the two together. */
export function contextsOf(sections: readonly Shown[]): Readonly<Record<string, Shape>> {
  const { date, simulated, notices, dated, omitted, changed } = ReportSchema.shape;
  const edition: Shape = { kind: "enum", values: ["free", "paid"] };
  const day = { date: shapeOf(date), changed: shapeOf(changed) };
  const views = object(Object.fromEntries(sections.map(({ id, view }) => [id, nullable(shapeOf(view))])));
  const section = (view: Shape) =>
    object({
      view,
      date: day.date,
      note: flag,
      title: words,
      reason: shapeOf(SectionReportSchema.shape.unavailable),
    });
  const issue = {
    ...day,
    simulated: shapeOf(simulated),
    notices: shapeOf(notices),
    dated: shapeOf(dated),
    omitted: shapeOf(omitted),
    edition,
    publication: words,
    hasLead: flag,
  };
  return {
    "issue.md.hbs": object(issue),
    "title.md.hbs": object({ ...day, views, edition }),
    "standfirst.md.hbs": object({ ...day, views, edition }),
    "partials/what-changed.md.hbs": object({ ...day, chart: nullable(shapeOf(DotsChartSchema)) }),
    "partials/mover-row.md.hbs": shapeOf(MoverSchema),
    "partials/correction.md.hbs": correctionShape(day.date),
    "partials/teaser.md.hbs": object({
      date: day.date,
      title: words,
      says: nullable(words),
      subscribe: nullable(words),
    }),
    "partials/not-available.md.hbs": section({ kind: "enum", values: [null] }),
    ...Object.fromEntries(sections.map(({ id, view }) => [`sections/${id}.md.hbs`, section(shapeOf(view))])),
  };
}

function correctionShape(date: Shape): Shape {
  const { on, cause, note } = IssueCorrectionSchema.shape;
  const { name, was, is } = PrintedChangeSchema.shape;
  const changes = { name: shapeOf(name), before: shapeOf(was), now: shapeOf(is) };
  return object({
    date,
    on: shapeOf(on),
    cause: shapeOf(cause),
    note: shapeOf(note),
    changes: { kind: "list", of: object(changes) },
    more: flag,
  });
}

/** Finished Markdown that issue.md.hbs names in double brackets. */
export const issueSlots: readonly string[] = [
  "title",
  "standfirst",
  "correction",
  "lead",
  "changed",
  "sections",
];

const count: Shape = { kind: "number" };
const list = (of: Shape): Shape => ({ kind: "list", of });
const slots = {
  title: words,
  publication: words,
  logo: nullable(object({ source: words, alt: words, height: count, width: nullable(count) })),
  edition: words,
  dateline: words,
  heading: words,
  standfirst: words,
  simulated: flag,
  notices: list(words),
  style: words,
  body: words,
};

const delivery = nullable(
  object({
    sender: words,
    address: words,
    home: words,
    homeName: words,
    unsubscribe: words,
    issue: nullable(words),
    postalAddress: nullable(words),
  }),
);
const site = nullable(
  object({
    address: words,
    archive: words,
    subscribe: words,
    rss: words,
    json: words,
    isPaid: flag,
    image: nullable(object({ address: words, alt: words })),
  }),
);

/** What `render` hands to each layout; test/fill/lint/layouts.test.ts holds the two together. */
export const layoutSlots: Readonly<Record<string, Shape>> = {
  "layouts/web.html.hbs": object({
    ...slots,
    description: words,
    date: words,
    contents: list(object({ id: words, name: words })),
    site,
  }),
  "layouts/print.html.hbs": object({ ...slots, paper: words }),
  "layouts/email.html.hbs": object({ ...slots, preheader: words, shortened: flag, delivery }),
  "layouts/email-foot.txt.hbs": object({ publication: words, delivery }),
  ...siteSlots,
  ...archiveSlots,
};
