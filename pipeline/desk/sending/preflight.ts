import { daysBetween } from "../../finance/dates.ts";
import { inNewYork } from "../../finance/new-york.ts";
import type { Finding } from "../../model/finding.ts";
import { momentWords } from "../approval/standing.ts";
import { editionFindings } from "./edition-findings.ts";
import type { Known } from "./known.ts";
import { isInWindow, opensNext } from "./send-window.ts";
import { senderFindings } from "./sender-findings.ts";
import { passed, refused, said } from "./sending-finding.ts";

/** An issue that is older than this goes out only if a person says so. */
const LATE_DAYS = 3;
/** Clocks of machines that are set by the network differ by less. */
const CLOCK_MS = 60_000;

/** Everything that speaks for or against sending, each with its place and what to do; it may begin where none is refused. Pure. */
export function preflight(known: Known): readonly Finding[] {
  return [
    windowFinding(known),
    dayFinding(known),
    clockFinding(known),
    ...senderFindings(known.settings),
    ...known.faults.map(({ place = "delivery", message, remedy }) => refused(place, message, remedy)),
    ...readersFindings(known),
    ...known.editions.flatMap((edition) => editionFindings(edition, known)),
  ];
}

const SETTINGS = "content/delivery.yaml";

function windowFinding({ settings: { window }, now }: Known): Finding {
  const place = `${SETTINGS} [window]`;
  if (!window) return said("not evaluated", place, "There are no hours to which sending is kept.");
  const hours = `${window.from} to ${window.to} in New York`;
  const { time } = inNewYork(now);
  if (isInWindow(window, now)) return passed(place, `It is ${time} in New York; issues go out ${hours}.`);
  const opens = momentWords(opensNext(window, now));
  return refused(
    place,
    `Issues go out ${hours}, and it is ${time}.`,
    `Send from ${opens} on, or change the window.`,
  );
}

/** Not an issue of last month, for a wrong digit in the date. */
function dayFinding({ date, now, allowed }: Known): Finding {
  const days = daysBetween(date, inNewYork(now).date);
  const message = `The issue's day was ${days} ${days === 1 ? "day" : "days"} ago in New York.`;
  if (days <= LATE_DAYS) return passed(date, message);
  if (allowed.late) return said("noted", date, `${message} --late allows that.`);
  return refused(date, message, "If it is the right day, add --late.");
}

/** What was done can't lie ahead: then the clock was set back, and nothing that depends on it holds. */
function clockFinding({ now, editions, lastFrozenAt }: Known): Finding {
  const approvals = editions.flatMap(({ build }) => ("bound" in build ? build.approval.by : []));
  const moments = [...approvals.map(({ at }) => at), ...(lastFrozenAt === null ? [] : [lastFrozenAt])];
  const ahead = moments.filter((at) => Date.parse(at) - Date.parse(now) > CLOCK_MS).sort();
  if (moments.length === 0) return said("not evaluated", "clock", "Nothing was recorded before.");
  if (ahead.length === 0) return passed("clock", "Nothing that was recorded lies ahead of this clock.");
  const message = `This machine's clock shows ${momentWords(now)}, and an approval or an earlier sending was recorded at ${momentWords(ahead.at(-1)!)}: it was set back.`;
  const remedy =
    "Set the clock, and send again. If it is right, it was wrong then: an approval is given anew after --withdraw.";
  return refused("clock", message, remedy);
}

function readersFindings({ date, editions, allowed }: Known): readonly Finding[] {
  const tiers = editions.map(({ tier }) => tier).join(" or ");
  const isBegun = editions.some(({ newest }) => (newest?.rows ?? 0) > 0);
  if (allowed.resume && !isBegun)
    return [refused(date, `Nothing of the ${tiers} edition was begun.`, "Leave out --resume.")];
  if (isBegun || editions.some(({ readers }) => readers > 0)) return [];
  const message = `No ${tiers} reader is active: there is nobody to send to.`;
  return [refused("subscribers", message, "Add readers: npx tracker subscribers import FILE.")];
}
