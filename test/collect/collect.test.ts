import { describe, expect, it } from "vitest";
import { refusedAtTheDoor } from "../../pipeline/check/completeness.ts";
import { collect } from "../../pipeline/collect/collect.ts";
import type { Answer, Question, Source } from "../../pipeline/collect/source.ts";
import type { HeadlineEdits } from "../../pipeline/model/headline-edits.ts";
import { checkedOf } from "../support/checked.ts";
import { headlineOf } from "../support/headlines.ts";
import { plansOf } from "../support/plans.ts";
import { shippedEdition } from "../support/section-words.ts";
import { calendars, meetings, seriesOf } from "../support/snapshots.ts";
import { paperWorld } from "../support/worlds.ts";

const DAY = "2025-11-05";
const nothing: Answer = {
  series: [],
  headlines: [],
  refused: [],
  notices: [],
  simulated: false,
  visits: [],
  judgements: [],
};

interface Sketch {
  readonly answer?: Partial<Answer>;
  readonly edits?: Partial<HeadlineEdits>;
  readonly pasted?: string;
  readonly needs?: readonly { readonly series: string; readonly from: string }[];
}

/** The snapshot of a made-up answer, and what was asked. */
async function collected({ answer = {}, edits = {}, pasted, needs = [] }: Sketch) {
  const asked: Question[] = [];
  const source: Source = {
    id: "made-up",
    async answer(question) {
      asked.push(question);
      return { ...nothing, ...answer };
    },
  };
  const plans = plansOf({ A: {}, B: { optional: true } });
  const collecting = {
    date: DAY,
    previousDate: "2025-11-04",
    edition: shippedEdition,
    plans,
    calendars,
    meetings,
    pasted: pasted === undefined ? null : { text: pasted, place: "content/issues/2025-11-05/headlines.txt" },
    edits: { pin: [], drop: [], retitle: [], ...edits },
  };
  const snapshot = await collect(collecting, needs, source, paperWorld());
  return { snapshot, question: asked[0]! };
}

describe("the writer's hand on the day's headlines", () => {
  const headlines = [
    headlineOf("Rail union accepts offer", { id: "a" }),
    headlineOf("Fed to publish minutes", { id: "b" }),
    headlineOf("Fed to publish a report", { id: "c" }),
  ];

  it("drops, pins and retitles lines of feeds and of the paste lane alike", async () => {
    const edits = {
      drop: ["Rail union"],
      pin: ["b", "A pasted line"],
      retitle: [{ headline: "c", title: "The report" }],
    };
    const { snapshot } = await collected({
      answer: { headlines },
      edits,
      pasted: "A pasted line of its own\n",
    });
    const lines = snapshot.headlines.map(({ title, pinned, originalTitle }) => [
      title,
      pinned,
      originalTitle,
    ]);
    expect(lines).toEqual([
      ["A pasted line of its own", true, undefined],
      ["Fed to publish minutes", true, undefined],
      ["The report", undefined, "Fed to publish a report"],
    ]);
    expect(snapshot.refused).toEqual([]);
  });

  it("is told at the door where a name says no line or several, and the lines stay as they are", async () => {
    const edits = { drop: ["Fed to publish"], pin: ["Nothing of the kind"] };
    const { snapshot } = await collected({ answer: { headlines }, edits });
    expect(snapshot.headlines).toEqual(headlines);
    const findings = refusedAtTheDoor(checkedOf({ snapshot }));
    expect(findings).toMatchObject([
      {
        gate: "door",
        verdict: "noted",
        message: expect.stringMatching(/^drop "Fed to publish": 2 headlines/),
      },
      {
        gate: "door",
        verdict: "noted",
        message: expect.stringMatching(/^pin "Nothing of the kind": no headline/),
      },
    ]);
    expect(findings.map(({ place }) => place)).toEqual(
      Array(2).fill("content/issues/2025-11-05/headlines.yaml"),
    );
  });
});

describe("a snapshot", () => {
  it("asks for each series once, from the earliest day that any section needs, and for the day's window of news", async () => {
    const needs = [
      { series: "A", from: "2025-01-01" },
      { series: "B", from: "2024-01-01" },
      { series: "A", from: "2020-11-05" },
    ];
    const { question } = await collected({ needs });
    expect(question.needs).toEqual([
      { series: "A", from: "2020-11-05" },
      { series: "B", from: "2024-01-01" },
    ]);
    // 18:30 in New York.
    expect(question.headlines).toEqual({ after: "2025-11-04T23:30:00Z", upTo: "2025-11-05T23:30:00Z" });
  });

  it("holds nothing dated after its day, whatever a source answers", async () => {
    const series = [seriesOf("A", { [DAY]: 1, "2025-11-06": 2 })];
    const { snapshot } = await collected({ answer: { series } });
    expect(snapshot.series.A).toMatchObject({ dates: [DAY], values: [1], lines: [2] });
  });

  it("names the needed series of which nothing came, and not those that an issue can be without", async () => {
    const needs = ["A", "B", "ZQ.2025-12"].map((series) => ({ series, from: "2025-01-01" }));
    expect((await collected({ needs })).snapshot.missing).toEqual(["A"]);
    const hollow = [seriesOf("A", { [DAY]: null })];
    expect((await collected({ needs, answer: { series: hollow } })).snapshot.missing).toEqual(["A"]);
    const came = [seriesOf("A", { [DAY]: 0 })];
    expect((await collected({ needs, answer: { series: came } })).snapshot.missing).toEqual([]);
  });

  it("keeps the log, what was thought of the data and what was refused", async () => {
    const judgements = [{ series: "A", verdict: "noted", rule: "jump", message: "A jump." }] as const;
    const visits = [
      {
        at: "2025-11-05T22:30:00Z",
        source: "fred",
        place: "https://fred.example/a",
        verdict: "empty",
        reason: "Nothing is there.",
        series: ["A"],
        newest: null,
      },
    ] as const;
    const refused = [{ place: "a.csv:3", reason: "No date." }];
    const answer = {
      judgements,
      visits: visits.map((one) => ({ ...one, series: [...one.series] })),
      refused,
    };
    const { snapshot } = await collected({ answer });
    expect(snapshot).toMatchObject({ judgements, visits, refused });
  });
});
