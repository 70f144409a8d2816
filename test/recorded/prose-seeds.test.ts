import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../pipeline/check/prose/facts.ts";
import { factsOf } from "../../pipeline/check/prose/known-facts.ts";
import { proseStatements } from "../../pipeline/check/prose/prose.ts";
import { wordRules } from "../../pipeline/check/prose/rules/all-rules.ts";
import { directorySource } from "../../pipeline/collect/sources/directory.ts";
import type { Statement } from "../../pipeline/model/written.ts";
import { july, november } from "../check/seed-markets.ts";
import { shippedEdition } from "../support/section-words.ts";
import { builtIssue } from "../support/worlds.ts";
import { countsOf, proseOf, statementsWith, tableOf, textOf, textsOf, vocabulary } from "./seed-prose.ts";
import { recordedFolder } from "./upstream.ts";

/** Names a folder: the tables of all statements are written there. */
const tables = process.env.PROSE_TABLES;
/** Of the feeds' items every so manieth is read, all of them where the tables are wanted: some 2,000 take ten seconds. */
const EVERY = tables ? 1 : 8;

/** Findings over the feeds' words and the other seeds that were held against the recorded files of 5 November 2025 by hand. */
const CHECKED: readonly (readonly [id: string, text: string, verdict: Statement["verdict"]])[] = [
  // 10-year 4.10 to 4.17, gold by its fund +1.16 %.
  ["forexlive-01301", "up", "verified"],
  // WTI 60.40 after 61.38.
  ["cnbc-01304", "down", "verified"],
  // Words of other days: on this one the 10-year rose, Meta +1.38 %, Nvidia -1.75 %.
  ["wsj-00147", "Falls", "contradicted"],
  ["forexlive-00103", "down", "contradicted"],
  ["forexlive-00191", "rises", "contradicted"],
  // The broad dollar's +0.02 % is too little to tell.
  ["forexlive-00191", "fell", "not verifiable"],
  // S&P 500 6,796.29, on 28 October 6,890.89; Bitcoin 103,892, on the day before 101,591.
  ["forexlive-00748", "record high", "contradicted"],
  ["forexlive-01369", "lowest since April", "contradicted"],
  // Gold +1.16 % is 0.9 of a usual day.
  ["cnbc-00277", "flat", "contradicted"],
  // An ounce of gold is no share of GLD; the session's 10-year by another hour's quotes is not the issue's +7 bp.
  ["forexlive-01301", "$3987", "not verifiable"],
  ["forexlive-01301", "+6.4 bps", "contradicted"],
  // Tariffs, hedge funds and a level that is talked of are no figures of the issue.
  ["003", "10", "not verifiable"],
  ["003", "5%", "not verifiable"],
  // The issue has no rank of January 1982.
  ["003", "January 7, 1982", "not verifiable"],
];

/** Sentences of that day, with the words that its own figures and histories decide. */
const OF_THE_DAY: readonly (readonly [sentence: string, words: string, verdict: Statement["verdict"]])[] = [
  ["Yesterday the S&P 500 fell 1.17%.", "1.17%", "verified"],
  ["The S&P 500 rose 0.37% on Tuesday.", "rose", "contradicted"],
  ["High yield spreads are 21 bp wider over 20 observations.", "21 bp", "verified"],
  ["The S&P 500 soared.", "soared", "contradicted"],
  ["Tesla surged.", "surged", "not verifiable"],
  ["The dollar surged.", "surged", "not verifiable"],
  ["IG spreads set a new cycle tight.", "set a new cycle tight", "contradicted"],
  ["At 54 bp the curve is the steepest in five years.", "steepest in five years", "contradicted"],
  ["This is stagflation.", "stagflation", "contradicted"],
  ["The Fed raised rates last week.", "Fed raised", "contradicted"],
];

let first: readonly Statement[];
let second: readonly Statement[];

beforeAll(() => {
  first = statementsWith(
    july,
    textsOf("001", [
      ["sector-attribution", "The S&P 500 eked"],
      ["ig-spread", "**Current IG Spread"],
      ["policy-path", "**Cumulative Implied"],
    ]),
  );
  second = statementsWith(
    november,
    textsOf("002", [
      ["sector-attribution", "Dip-buyers stayed"],
      ["ig-spread", "Spreads **tightened"],
    ]),
  );
  if (tables) writeFileSync(`${tables}/seeds-001-002.txt`, tableOf([...first, ...second]));
});

/** The words of a statement without the marks of its Markdown. */
const saidIn = (statements: readonly Statement[], verdict: Statement["verdict"]) =>
  statements
    .filter((one) => one.verdict === verdict)
    .map(({ kind, text }) => `${kind}: ${text.replaceAll("*", "")}`);

describe("the checker over two published issues with their own figures", () => {
  it("contradicts what those figures contradict, and nothing else", () => {
    expect(saidIn(first, "contradicted")).toEqual([
      "breadth: narrow participation",
      "path: Terminal Rate",
      "path: –14 to –16 bp",
      "path: terminal rate",
    ]);
    expect(saidIn(second, "contradicted")).toEqual([
      "instrument: 52.8 bp",
      "instrument: 52.751",
      "position: lower half of the 50–55 bp equilibrium band",
      "direction: muted",
      "position: middle-low of that range",
    ]);
  });

  it("says why: seven meetings make more than the path has, and 52.751 is past the middle of 50 to 55", () => {
    const messages = [...first, ...second].map(({ message }) => message).join("\n");
    expect(messages).toMatch(
      /7 such steps make −98 to −112 bp; these have −79\.6 of the −122\.8 bp up to then/,
    );
    expect(messages).toContain("IG spread at 52.751 bp stands 55% of the way up from 50 to 55 bp");
    expect(messages).toContain(
      "The OAS (US.ICE.IG.OAS) stood at 81 bp on 5 November 2025; 52.751 bp is the level of the CDX",
    );
    expect(messages).toMatch(/Of the sectors, 9 of 11 rose, with 58% of the weight; "narrow" is said/);
    expect(messages).toMatch(/On the day MOVE index changed by \+6\.5%/);
  });

  it("passes what is right: sums with their rounding, gaps, places and directions", () => {
    const right = [...saidIn(first, "verified"), ...saidIn(second, "verified")];
    for (const words of [
      // The index' +0.10 % is the sum of its parts; its closes make +0.06 %, which is told beside it.
      "number: 0.10%",
      "sum: +0.36 pp",
      "number: –122.8 bp",
      "comparison: 9 bp inside",
      "comparison: 6–7 bp above",
      "comparison: 58 bp tighter",
      "comparison: Top contributor",
      "comparison: Clear laggard",
      "direction: held steady",
      "direction: tightened",
      "direction: little changed",
      "direction: bear-steepened",
      "breadth: broad equity rebound",
    ])
      expect(right).toContain(words);
  });

  it("passes the sums of those issues where a sentence carries them out", () => {
    const sums = [
      "0.14 + 0.07 + 0.05 + 0.05 + 0.05 + 0.03 + 0.03 + 0.02 + 0.02 − 0.31 − 0.05 = 0.10",
      "4.33% − 122.8 bp = 3.10%",
      "61.9 − 52.8 = 9.1",
      "52.8 − 46.1 = 6.7",
      "111.2 − 52.8 = 58.4",
    ];
    const told = statementsWith(
      november,
      sums.map((one) => textOf("lead", one)),
    );
    expect(told.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual(sums.map(() => "sum verified"));
  });
});

describe("the checker over prose that it has never seen", () => {
  let statements: readonly Statement[];
  let facts: Facts;

  beforeAll(async () => {
    const source = directorySource(recordedFolder);
    const built = await builtIssue("2025-11-05", { source, edition: (one) => ({ ...one, edition: "paid" }) });
    facts = factsOf({ ...built, edition: shippedEdition, vocabulary });
    const file = new URL("../../../shared/recorded/feeds/items.json", import.meta.url);
    const items: readonly { readonly id: string; readonly title: string; readonly summary: string }[] =
      JSON.parse(readFileSync(file, "utf8"));
    const texts = [
      ...(["000", "003", "004"] as const).map((seed) => textOf(seed, proseOf(seed))),
      ...items.flatMap(({ id, title, summary }, index) =>
        index % EVERY === 0 || CHECKED.some(([checked]) => checked === id)
          ? [textOf(id, `${title}\n\n${summary}`)]
          : [],
      ),
    ];
    statements = proseStatements({ texts, facts, rules: wordRules });
    if (!tables) return;
    writeFileSync(`${tables}/free-prose.txt`, tableOf(statements));
    console.table({ "001": countsOf(first), "002": countsOf(second), free: countsOf(statements) });
  }, 60_000);

  it("reads all of it, and says of most that nothing at hand can tell", () => {
    const counts = countsOf(statements);
    expect(statements.length).toBeGreaterThan(300);
    expect(counts["not verifiable"]! / statements.length).toBeGreaterThan(0.5);
  });

  it.each(OF_THE_DAY)("finds in “%s” that “%s” is %s", (sentence, words, verdict) => {
    const made = proseStatements({ texts: [textOf("lead", sentence)], facts, rules: wordRules });
    expect(made.filter(({ text }) => text === words).map((one) => one.verdict)).toEqual([verdict]);
  });

  it.each(CHECKED)("finds in %s that “%s” is %s, as by hand", (id, text, verdict) => {
    const found = statements.filter((one) => one.id === id && one.text === text);
    expect(new Set(found.map((one) => one.verdict))).toEqual(new Set([verdict]));
  });
});
