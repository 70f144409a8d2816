import { stringify } from "yaml";
import type { ChartSpec } from "../model/chart.ts";
import type { Edition } from "../model/edition.ts";
import type { Figure } from "../model/figure.ts";
import type { Filled } from "../model/filled.ts";
import type { IssueContent } from "../model/issue.ts";
import { marks, withoutMarks } from "../model/marks.ts";
import type { Report, SectionReport } from "../model/report.ts";
import { editionCorrection } from "../post/edition-correction.ts";
import { sayAppendix } from "./appendix.ts";
import { changedChart } from "./changed-chart.ts";
import { figuresOn, wordChart } from "./chart-words.ts";
import { closedView } from "./closed-view.ts";
import { plainOf } from "./escape.ts";
import { helpersFor } from "./helpers.ts";
import { ledgerOf } from "./ledger.ts";
import { withTeasers } from "./teaser.ts";
import { openTemplates, type ReadyTemplates, type Say } from "./templates.ts";
import { openWritten } from "./written.ts";

const BLOCK = (name: string) => `${marks.block}${name}${marks.blockEnd}`;

/** Numbers become words, once. Pure: the same report, texts and templates give the same issue. */
export function fill(
  report: Report,
  content: IssueContent,
  templates: ReadyTemplates,
  edition: Edition,
): Filled {
  const figures = new Map<string, Figure>();
  const charts: ChartSpec[] = [];
  const printed = (figure: Figure) => {
    const known = figures.get(figure.id);
    if (known && known.value !== figure.value) throw new Error(`two figures bear the id ${figure.id}`);
    figures.set(figure.id, figure);
  };
  const { date, previousDate } = report;
  const helpers = helpersFor({
    date,
    previousDate,
    printed,
    drawn(chart, words, alt) {
      const spec = wordChart(chart, words, plainOf(withoutMarks(alt)));
      if (!charts.some(({ id }) => id === spec.id)) charts.push(spec);
      for (const figure of figuresOn(chart)) printed(figure);
      return `![${alt}](charts/${spec.id}.png)`;
    },
  });
  const say = openTemplates(templates, helpers);
  const own = openWritten(content.texts, report, ({ helper, decimals }, figure) =>
    String(helpers[helper]!(figure, { name: helper, hash: { decimals: decimals ?? undefined } })),
  );
  const issue = sayIssue(report, content, edition, { say, own });
  const ledgerFor = (text: string) => ledgerOf(date, text, charts, figures);
  const marked = content.appendix
    ? tidy(`${issue}\n\n${sayAppendix(ledgerFor(issue), report.sections)}`)
    : issue;
  const { title, standfirst } = headOf(marked);
  const facts = { title, date, edition: edition.edition, description: standfirst };
  const front = stringify(report.simulated ? { ...facts, simulated: true } : facts, { lineWidth: 0 });
  return {
    publication: edition.title,
    edition: edition.edition,
    date,
    simulated: report.simulated,
    notices: report.notices,
    title,
    standfirst,
    markdown: `---\n${front}---\n\n${tidy(withoutMarks(marked))}`,
    marked,
    ledger: ledgerFor(marked),
    charts,
  };
}

/** The two voices of an issue: templates, and the writer's own words by text id. */
interface Voices {
  readonly say: Say;
  readonly own: (id: string, raw: string) => string;
}

/** issue.md.hbs over everything that it may say: sections by id and in order, the writer's words, the head. */
function sayIssue(report: Report, content: IssueContent, edition: Edition, voices: Voices): string {
  const { say, own } = voices;
  const { date, sections, omitted, notices, dated, simulated, changed } = report;
  const views = Object.fromEntries([
    ...omitted.map(({ id }) => [id, null]),
    ...sections.map(({ id, view }) => [id, view]),
  ]);
  const head = closedView({ date, views, changed, edition: edition.edition });
  const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
  const parts = {
    title: content.title === null ? oneLine(say("title.md.hbs", head)) : own("title", content.title),
    standfirst:
      content.standfirst === null
        ? oneLine(say("standfirst.md.hbs", head))
        : own("standfirst", content.standfirst),
    lead: content.lead === null ? "" : [BLOCK("lead"), own("lead", content.lead), BLOCK("end")].join("\n\n"),
    sections: withTeasers(
      sections.map((section) => saySection(section, report, content, voices)),
      report,
      { edition, say },
    ).join("\n\n"),
    correction: sayCorrection(report, content, edition, say),
  };
  const facts = {
    date,
    simulated,
    notices,
    dated,
    omitted,
    changed,
    edition: edition.edition,
    publication: edition.title,
    hasLead: content.lead !== null,
  };
  const issue = say("issue.md.hbs", closedView(facts));
  const moved = issue.includes("[[changed]]") ? sayChanged(report, say) : "";
  return tidy(insert(issue, { ...parts, changed: moved }));
}

const MOST_CHANGES = 6;

/** What the issue corrects, where it corrects one of its edition that went out. */
function sayCorrection(
  { date }: Report,
  { correction }: IssueContent,
  { edition }: Edition,
  say: Say,
): string {
  const own = editionCorrection(correction, edition);
  if (!own) return "";
  const { on, cause, note } = own;
  const changes = own.changes
    .slice(0, MOST_CHANGES)
    .map(({ name, was, is }) => ({ name, before: was, now: is }));
  const view = { date, on, cause, note, changes, more: own.changes.length > MOST_CHANGES };
  return say("partials/correction.md.hbs", closedView(view)).trim();
}

/** What moved most over all sections, under a heading of its own: the layouts list it as they list sections. */
function sayChanged({ date, changed }: Report, say: Say): string {
  const named = changed.map((mover) => {
    const name = say("partials/mover-row.md.hbs", closedView(mover)).trim();
    return { mover, name: plainOf(withoutMarks(name)) };
  });
  const seen = closedView({ date, changed, chart: changedChart(named) });
  const text = say("partials/what-changed.md.hbs", seen).trim();
  return [BLOCK("section:what-changed"), text, BLOCK("end")].join("\n\n");
}

function saySection(
  { id, title, view, unavailable }: SectionReport,
  { date }: Report,
  content: IssueContent,
  { say, own }: Voices,
): string {
  const note = content.notes[id];
  const seen = closedView({
    view,
    date,
    note: note !== undefined,
    title,
    reason: unavailable,
  });
  const text =
    view === null ? say("partials/not-available.md.hbs", seen) : say(`sections/${id}.md.hbs`, seen);
  const words = note === undefined ? [] : [BLOCK(`note:${id}`), own(id, note), BLOCK("end")];
  return [BLOCK(`section:${id}`), `## ${title}`, text.trim(), ...words, BLOCK("end")].join("\n\n");
}

/** The places in issue.md.hbs where finished Markdown goes: `[[title]]`, `[[lead]]`, `[[correction]]`, `[[changed]]`, `[[sections]]`, each alone or in a line. */
function insert(issue: string, parts: Readonly<Record<string, string>>): string {
  return issue.replace(
    /\[\[(title|standfirst|correction|lead|changed|sections)\]\]/g,
    (_, name: string) => parts[name] ?? "",
  );
}

/** Conditions in templates leave empty lines behind; a paragraph needs one. */
function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** Title and standfirst as plain text, from where they stand in the finished issue. */
function headOf(marked: string): { title: string; standfirst: string } {
  const clean = withoutMarks(marked).split("\n\n");
  const at = clean.findIndex((block) => block.startsWith("# "));
  return {
    title: plainOf(clean[at]?.slice(2).trim() ?? ""),
    standfirst: plainOf(clean[at + 1]?.trim() ?? ""),
  };
}
