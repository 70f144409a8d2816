import { type Capacity, type Constants, capacityFor } from "./model.ts";

export const READERS = [1e3, 1e4, 1e5, 1e6, 1e7];
export const ISSUES = [1, 10, 100];
const HEAD = [
  ...["readers", "issues a day", "messages/s", "sending, cores", "database, cores", "relay lines"],
  ...["database a year", "log written", "what breaks first"],
];

/** The table of ARCHITECTURE.md. */
export function capacityTable(constants: Constants): string {
  const rows = READERS.flatMap((readers) =>
    ISSUES.map((issuesADay) => {
      const capacity = capacityFor({ readers, issuesADay }, constants);
      return [inShort(readers), String(issuesADay), ...cellsOf(capacity)];
    }),
  );
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cellsOf(one: Capacity): string[] {
  return [
    rounded(one.messagesPerSecond),
    rounded(one.sendingCores),
    rounded(one.databaseCores),
    String(one.relayLines),
    inBytes(one.databaseBytesPerYear),
    `${inBytes(one.walBytesPerSecond)}/s`,
    one.breaksFirst,
  ];
}

function inShort(count: number): string {
  return count >= 1e6 ? `${count / 1e6} M` : `${count / 1e3} k`;
}

/** Two figures: more are not known. */
function rounded(value: number): string {
  return value < 0.01 ? "< 0.01" : Number(value.toPrecision(2)).toLocaleString("en-US");
}

function inBytes(bytes: number): string {
  const unit = bytes >= 1e12 ? 12 : bytes >= 1e9 ? 9 : bytes >= 1e6 ? 6 : 3;
  return `${rounded(bytes / 10 ** unit)} ${{ 12: "TB", 9: "GB", 6: "MB", 3: "kB" }[unit]}`;
}
