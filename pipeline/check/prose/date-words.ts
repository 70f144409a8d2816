/** Patterns of dates in prose, for regular expressions with the flags "giu". Months and weekdays as names and as they are cut short. */
export const MONTH =
  "(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)";
export const WEEKDAY =
  "(?:mon(?:day|\\.)?|tue(?:sday|s?\\.)?|wed(?:nesday|\\.)?|thu(?:rsday|r?s?\\.)?|fri(?:day|\\.)?|sat(?:urday|\\.)?|sun(?:day|\\.)?)";
export const FULL_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
export const YEAR = "(?:19|20)\\d{2}";
/** What may not follow a date's last number: it would be another number. */
export const NO_MORE = "(?![\\p{L}\\d]|[.,:/]\\d|\\s?%)";

const MONTH_STARTS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAY_STARTS = "mon tue wed thu fri sat sun".split(" ");

/** 1 to 12 of a month's name, however long. */
export function monthNumber(name: string): number {
  return MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** 0 Monday to 6 Sunday of a weekday's name. */
export function weekdayNumber(name: string): number {
  return WEEKDAY_STARTS.indexOf(name.slice(0, 3).toLowerCase());
}
