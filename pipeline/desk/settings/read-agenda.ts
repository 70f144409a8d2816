import { type FaultDetail, PipelineError } from "../../errors.ts";
import { WEEKDAYS } from "../../finance/date-words.ts";
import { releases } from "../../finance/releases.ts";
import type { Agenda, Auctions, ReleaseRule } from "../../model/agenda.ts";
import type { World } from "../../world/world.ts";
import { nearest } from "../nearest.ts";
import { calendarFault, readCalendarRows } from "./calendar-rows.ts";
import { RECESSIONS, turnsOf } from "./read-recessions.ts";

const RULES = { place: "content/calendar/releases.csv", header: "release,rule,day" };
const AUCTIONS = { place: "content/calendar/auctions.csv", header: "tenor,source,date" };

/** Rules of releases, the desk's list of auctions and the turns of the economy; an issue can be made without them. @throws PipelineError config-invalid, by line */
export async function readAgenda(root: string, { files }: Pick<World, "files">): Promise<Agenda> {
  const [rules, auctions, turns] = await Promise.all(
    [RULES, AUCTIONS, RECESSIONS].map(({ place }) => files.read(`${root}/${place}`)),
  );
  return {
    rules: rules ? rulesOf(rules) : [],
    auctions: auctions ? auctionsOf(auctions) : null,
    turns: turns ? [...turnsOf(turns)] : [],
  };
}

/** `release,rule,day` rows. @throws PipelineError config-invalid with every fault by its line */
export function rulesOf(bytes: Uint8Array): ReleaseRule[] {
  const lines = new TextDecoder()
    .decode(bytes)
    .split("\n")
    .map((text, index) => ({ text: text.trim(), place: `${RULES.place}:${index + 1}` }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"));
  const [head, ...rows] = lines;
  const faults: FaultDetail[] = [];
  if (head?.text !== RULES.header)
    faults.push(calendarFault(head?.place ?? RULES.place, `The header ${RULES.header} is expected.`));
  const rules = rows.flatMap(({ text, place }): ReleaseRule[] => {
    const [release = "", rule = "", day = "", ...more] = text.split(",").map((cell) => cell.trim());
    const known = releases.map(({ id }) => id);
    if (!known.includes(release))
      faults.push(calendarFault(place, `There is no release "${release}".`, nearest(release, known)));
    const read = more.length === 0 ? ruleOf(rule, day) : null;
    if (!read) faults.push(noRule(place, text));
    return read ? [{ release, ...read }] : [];
  });
  if (faults.length > 0) throw new PipelineError(faults);
  return rules;
}

/** null for what is no rule. */
function ruleOf(kind: string, day: string): Omit<ReleaseRule, "release"> | null {
  if (kind === "on") return /^([1-9]|[12]\d|3[01])$/.test(day) ? { kind, day: Number(day) } : null;
  if (kind !== "first" && kind !== "every") return null;
  const weekday = WEEKDAYS.slice(0, 5).findIndex((name) => name.toLowerCase() === day.toLowerCase());
  return weekday < 0 ? null : { kind, day: weekday };
}

/** `tenor,source,date` rows and one of known-to. @throws PipelineError config-invalid with every fault by its line */
export function auctionsOf(bytes: Uint8Array): Auctions {
  const { rows, faults } = readCalendarRows(bytes, AUCTIONS);
  const ends = rows.filter(({ words }) => words[0] === "known-to");
  const [end, second] = ends;
  const wrong = [...faults];
  if (!end && faults.length === 0)
    wrong.push(calendarFault(AUCTIONS.place, "There is no row known-to,,YYYY-MM-DD.", "Add it."));
  if (second) wrong.push(calendarFault(second.place, "A second known-to.", "Keep one of the rows."));
  const listed = rows.filter(({ words }) => words[0] !== "known-to");
  for (const { place, date, words } of listed)
    if (end && date > end.date)
      wrong.push(calendarFault(place, `${words[0]} on ${date} is after known-to ${end.date}.`));
  if (wrong.length > 0 || !end) throw new PipelineError(wrong);
  const auctions = listed.map(({ words: [tenor = "", source = ""], date }) => ({ date, tenor, source }));
  return { knownTo: end.date, auctions: auctions.sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

function noRule(place: string, text: string): FaultDetail {
  const message = `A row is no rule: ${JSON.stringify(text.slice(0, 60))}.`;
  return calendarFault(place, message, "Write on,12 or first,friday or every,thursday behind the release.");
}
