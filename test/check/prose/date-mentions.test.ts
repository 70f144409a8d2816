import { describe, expect, it } from "vitest";
import { dateMentions } from "../../../pipeline/check/prose/date-mentions.ts";

/** As read on Wednesday 5 November 2025. */
const read = (text: string) =>
  dateMentions(text, "2025-11-05").map(({ from, to, precision, first, last, wrongWeekday }) =>
    [text.slice(from, to), precision, first === last ? first : `${first}..${last}`, wrongWeekday]
      .filter((part) => part !== null)
      .join(" | "),
  );

describe("the dates of a sentence", () => {
  it.each([
    ["on 5 November", ["5 November | day | 2025-11-05"]],
    ["on Nov. 5, 2025, and", ["Nov. 5, 2025 | day | 2025-11-05"]],
    ["Nov 10 and Dec. 10", ["Nov 10 | day | 2025-11-10", "Dec. 10 | day | 2025-12-10"]],
    ["the 7th of January 1982", ["7th of January 1982 | day | 1982-01-07"]],
    ["since 10 December", ["10 December | day | 2024-12-10"]],
    ["28–29 October", ["28–29 October | day | 2025-10-28..2025-10-29"]],
    ["January 26-27, 2021", ["January 26-27, 2021 | day | 2021-01-26..2021-01-27"]],
    ["2025-11-05 and 2025.05.29", ["2025-11-05 | day | 2025-11-05", "2025.05.29 | day | 2025-05-29"]],
    ["Wednesday 5 November 2025", ["Wednesday 5 November 2025 | day | 2025-11-05"]],
    ["Thursday, 5 November 2025", ["Thursday, 5 November 2025 | day | 2025-11-05 | Thursday"]],
    ["31 February 2025", ["31 February 2025 | day"]],
    ["Tuesday's pop, on Wednesday", ["Tuesday | weekday | 2025-11-04", "Wednesday | weekday | 2025-11-05"]],
    ["next Friday, last Wednesday", ["Friday | weekday | 2025-11-07", "Wednesday | weekday | 2025-10-29"]],
    ["through December 2026", ["December 2026 | month | 2026-12-01..2026-12-31"]],
    [
      "from March to December 2026",
      ["March | month | 2026-03-01..2026-03-31", "December 2026 | month | 2026-12-01..2026-12-31"],
    ],
    [
      "the April lows; since March",
      ["April | month | 2025-04-01..2025-04-30", "March | month | 2025-03-01..2025-03-31"],
    ],
    [
      "the December meeting, by March",
      ["December | month | 2025-12-01..2025-12-31", "March | month | 2026-03-01..2026-03-31"],
    ],
    ["It may march on; Jan Smith; UNTIL MAY", ["MAY | month | 2026-05-01..2026-05-31"]],
    [
      "2022 wides, end-2023, 2021-22",
      [
        "2022 | year | 2022-01-01..2022-12-31",
        "2023 | year | 2023-01-01..2023-12-31",
        "2021-22 | year | 2021-01-01..2022-12-31",
      ],
    ],
    [
      "since Q1 2020, Q3, 1Q26",
      [
        "Q1 2020 | quarter | 2020-01-01..2020-03-31",
        "Q3 | quarter | 2025-07-01..2025-09-30",
        "1Q26 | quarter | 2026-01-01..2026-03-31",
      ],
    ],
    [
      "yesterday, today, tomorrow",
      ["yesterday | day | 2025-11-04", "today | day | 2025-11-05", "tomorrow | day | 2025-11-06"],
    ],
    ["2,022 and $2022 and 2022 bp and +2022 and 2022%", []],
  ])("%j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("take the last working day for yesterday after a weekend", () => {
    expect(dateMentions("yesterday", "2025-11-03")[0]?.first).toBe("2025-10-31");
  });
});
