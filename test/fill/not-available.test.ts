import { expect, test } from "vitest";
import type { Absence } from "../../pipeline/model/report.ts";
import { AbsenceSchema } from "../../pipeline/model/report.ts";
import { absent } from "../../pipeline/sections/absent.ts";
import { filledReport } from "../support/section-words.ts";

type Told = Parameters<typeof absent>[1];

/** What a reader finds in the place of a section. */
function said(kind: Absence["kind"], told: Told = {}): string {
  const section = { id: "headlines", title: "Headlines", view: null, identities: [], ...absent(kind, told) };
  const { markdown } = filledReport({
    date: "2025-11-05",
    previousDate: "2025-11-04",
    simulated: false,
    notices: [],
    dated: [],
    changed: [],
    sections: [section],
    omitted: [],
  });
  const [, words = ""] = /### Not available today\n\n([\s\S]*?)\n(?:\n|$)/.exec(markdown) ?? [];
  return words;
}

const SENTENCES: readonly (readonly [Absence["kind"], Told, string])[] = [
  [
    "no-observation",
    { names: ["ICE BofA US Corporate OAS"] },
    "ICE BofA US Corporate OAS has no observation on or before 5 November 2025.",
  ],
  [
    "no-current-observation",
    { names: ["2-year Treasury"] },
    "2-year Treasury has no current observation on or before 5 November 2025.",
  ],
  [
    "few-observations",
    { names: ["30-year Treasury"], count: 4 },
    "30-year Treasury has no four observations of one instrument up to 5 November 2025.",
  ],
  ["no-asset", {}, "No asset of the list has an observation on or before 5 November 2025."],
  ["no-input", {}, "No input of the three signals has a recent observation on or before 5 November 2025."],
  ["nothing-recent", {}, "Neither yields nor monthly indicators are recent enough on 5 November 2025."],
  ["no-headline", {}, "No headline of this day was collected."],
  [
    "nothing-ahead",
    { until: "2025-11-19" },
    "Nothing is known of the days to 19 November 2025, and no section tells of a level.",
  ],
  ["no-effr", { names: ["ois"] }, "No effective fed funds rate on or before this day was found."],
  [
    "no-price",
    { names: ["futures", "ois"] },
    "No prices of fed funds futures or meeting-dated OIS of this day were found, and older ones are not used.",
  ],
  [
    "no-meeting",
    { names: ["tenor-ois"] },
    "The prices of tenor OIS of this day tell the rate after no coming meeting.",
  ],
  [
    "no-index-close",
    { names: ["S&P 500"] },
    "S&P 500 has no close for both this day and the trading day before.",
  ],
  [
    "index-close-not-positive",
    { names: ["S&P 500"] },
    "S&P 500 has no close above zero for both this day and the trading day before.",
  ],
  [
    "some-sectors",
    { names: ["Energy", "Health Care"], count: 11 },
    "Contributions are n/a: of eleven sectors two have no weight or no return for 5 November 2025 (Energy, Health Care).",
  ],
  [
    "no-sectors",
    { newest: "2025-11-04" },
    "There are no sector weights and returns for 5 November 2025; the newest are of 4 November 2025.",
  ],
  ["no-company", { count: 7 }, "None of the seven companies has a close for 5 November 2025."],
];

test.each(SENTENCES)("a section that is %s says so in a sentence", (kind, told, sentence) => {
  expect(said(kind, told)).toBe(sentence);
});

test("there is a sentence for every reason that a section can have", () => {
  expect(SENTENCES.map(([kind]) => kind).sort()).toEqual([...AbsenceSchema.shape.kind.options].sort());
});
