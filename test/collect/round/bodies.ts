import type { Answer } from "../../support/made-up-web.ts";

const DAYS = ["2025-11-04", "2025-11-05"];

/** FRED's charts: a column for each id, on two days. */
export function charts(columns: Readonly<Record<string, readonly number[]>>): string {
  const rows = DAYS.map((day, row) =>
    [day, ...Object.values(columns).map((values) => values[row])].join(","),
  );
  return `${[["observation_date", ...Object.keys(columns)].join(","), ...rows].join("\n")}\n`;
}

/** FRED's interface: values of two days, the first of them given. */
export function observations(values: readonly number[], first = DAYS[0]!): string {
  const day = (index: number) =>
    `${first.slice(0, 8)}${String(Number(first.slice(8)) + index).padStart(2, "0")}`;
  const window = { realtime_start: "2025-11-05", realtime_end: "2025-11-05" };
  const rows = values.map((value, index) => ({ ...window, date: day(index), value: String(value) }));
  return JSON.stringify({
    ...window,
    units: "lin",
    count: rows.length,
    offset: 0,
    limit: 100_000,
    observations: rows,
  });
}

/** Cboe's file: two closes. */
export const vixHistory = "DATE,OPEN,HIGH,LOW,CLOSE\n11/04/2025,18,20,17,19\n11/05/2025,19,19.5,17.5,18.01\n";

const yearOf = (url: string) => new URL(url).searchParams.get("field_tdr_date_value")!;
const TENORS = [
  ["BC_1MONTH", "1 Mo"],
  ["BC_1_5MONTH", "1.5 Month"],
  ["BC_2MONTH", "2 Mo"],
  ["BC_3MONTH", "3 Mo"],
  ["BC_4MONTH", "4 Mo"],
  ["BC_6MONTH", "6 Mo"],
  ["BC_1YEAR", "1 Yr"],
  ["BC_2YEAR", "2 Yr"],
  ["BC_3YEAR", "3 Yr"],
  ["BC_5YEAR", "5 Yr"],
  ["BC_7YEAR", "7 Yr"],
  ["BC_10YEAR", "10 Yr"],
  ["BC_20YEAR", "20 Yr"],
  ["BC_30YEAR", "30 Yr"],
] as const;

/** The newest day of the asked year as the Treasury's XML. */
export const treasuryXmlPage: Answer = ({ url }) => {
  const values = TENORS.map(([name]) => `<d:${name}>4.10</d:${name}>`).join("");
  const day = `<d:NEW_DATE>${yearOf(url)}-11-05T00:00:00</d:NEW_DATE>`;
  return {
    body: `<feed xmlns:m="m" xmlns:d="d"><entry><content><m:properties>${day}${values}</m:properties></content></entry></feed>\n`,
  };
};

/** The newest and the first day of the asked year as the Treasury's CSV. */
export const treasuryCsvPage: Answer = ({ url }) => {
  const head = ["Date", ...TENORS.map(([, column]) => `"${column}"`)].join(",");
  const row = (day: string) => [day, ...TENORS.map(() => "4.10")].join(",");
  return { body: `${[head, row(`11/05/${yearOf(url)}`), row(`01/02/${yearOf(url)}`)].join("\n")}\n` };
};
