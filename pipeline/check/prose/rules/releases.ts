import { printDate } from "../../../finance/date-words.ts";
import { daysBetween } from "../../../finance/dates.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { DateMention, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { clauseOf, isUnsaid } from "./left-alone.ts";
import { partOf, rowsOf, wordsAt } from "./section-view.ts";

interface Release {
  readonly name: string;
  readonly date: string;
  /** Reckoned from the releases before it, not announced. */
  readonly isEstimated: boolean;
}

/** So near to a release another day is meant to be it. */
const NEAR_DAYS = 5;

/** "CPI is due on 13 November": the releases of the section on what to watch; one whose day is only reckoned refuses nothing. */
export const releases: Rule = (sentence, facts, taken) => {
  const events = releasesOf(facts);
  return sentence.dates
    .filter((date) => date.precision === "day" && date.wrongWeekday === null && date.first === date.last)
    .filter((date) => date.first !== null && date.first > facts.date)
    .filter((date) => !taken.some((one) => overlaps(one, date)) && !isUnsaid(sentence, date))
    .flatMap((date) =>
      ruling(
        date,
        events.filter((one) => isNamed(sentence, date, one)),
      ),
    );
};

function releasesOf(facts: Facts): readonly Release[] {
  return rowsOf(partOf(facts, "watch", "events")).flatMap((row) => {
    const [name, date] = [wordsAt(row, "name"), wordsAt(row, "date")];
    if (wordsAt(row, "kind") !== "release" || name === null || date === null) return [];
    const isEstimated = typeof row === "object" && row !== null && Reflect.get(row, "estimated") === true;
    return [{ name, date, isEstimated }];
  });
}

/** "US jobless claims" is named by "jobless claims". */
function isNamed({ text }: Sentence, date: DateMention, { name }: Release): boolean {
  const { from, to } = clauseOf(text, date);
  const words = name.replace(/^US /, "");
  return (
    words !== "" && new RegExp(`\\b${words.replace(/[^\w ]/g, "\\$&")}\\b`, "i").test(text.slice(from, to))
  );
}

function ruling({ from, to, first }: DateMention, events: readonly Release[]): readonly Ruled[] {
  const exact = events.find(({ date }) => date === first);
  const near = exact ?? events.find(({ date }) => Math.abs(daysBetween(first!, date)) <= NEAR_DAYS);
  if (!near) return [];
  const place = { from, to, kind: "date" as const, figures: [] };
  const about = near.isEstimated ? "reckoned for" : "due on";
  const message = `${near.name} is ${about} ${printDate(near.date)} in the section on what to watch.`;
  if (exact) return [{ ...place, verdict: "verified", message }];
  return near.isEstimated
    ? [{ ...place, verdict: "not verifiable", message }]
    : [{ ...place, verdict: "contradicted", message, remedy: `Write ${printDate(near.date)}.` }];
}
