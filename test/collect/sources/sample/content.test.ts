import { describe, expect, it } from "vitest";
import { sampleSource } from "../../../../pipeline/collect/sources/sample.ts";
import { emptyArchive } from "../../../../pipeline/world/nothing-outside.ts";
import { files, kept, questionOf, root } from "./asking.ts";

describe("the content of the simulation", () => {
  it("is refused with every fault by file and line", async () => {
    const broken: Record<string, string> = {
      "market.yaml":
        "seed: 1.5\npolicy: { startLower: 1, effrAbove: 0.08, share: { projections: 0.2, plain: 0.1 } }\n",
      "levels.csv":
        "date,index,volatility,wantedRate,longYield,spread\n2015-01-02,2060,x,1.6,2.2,130\n2015-01-01,1,1,1,1,1\n",
      "sectors.csv": "code,name,firstWeight,lastWeight,beta,perYieldBp,scatter\nENERGY,Energy,8,3,1,0,\n",
      "assets.csv": [
        "id,kind,over,times,slope,index,yield,volatility,sd,keep,places,weight,2015-01-02,2020-01-02",
        "UST.5Y,absolute,UST.4Y,1,0,0,0,0,0.01,0.9,2,0,1,2",
        "WTI,relative,UST.5Y,1,0,0,0,0,0.01,1,2,0,1,2",
        "WTI,dear,,1,0,0,0,0,0.01,0.9,2,0,1,",
        "",
      ].join("\n"),
      "macro.csv":
        "id,kind,every,cycle,share,sd,places,2020-01-02,2015-01-02\nUS.CPI,relative,moon,tide,1,1,0,1,2\n",
      "scenarios.yaml": "normal: { says: fine, speed: 3 }\n",
      "headlines.txt": "A LINE\n[index up]\nS&P 500 ENDS {index-moove}% HIGHER\n",
    };
    const read = async (path: string) => {
      const text = broken[path.split("/").at(-1)!];
      return text === undefined ? null : new TextEncoder().encode(text);
    };
    const answer = sampleSource("normal", root).answer(questionOf("2025-09-18"), {
      files: { ...files, read },
      kept,
      archive: emptyArchive,
    });
    await expect(answer).rejects.toMatchObject({ code: "config-invalid" });
    const message: string = await answer.then(
      () => "",
      (fault: Error) => fault.message,
    );
    expect(message.split("\n").map((line) => line.replace(/: Invalid input.*|: Unrecog.*/, ""))).toEqual([
      "content/sample/market.yaml:1 [seed]",
      "content/sample/scenarios.yaml:1 [normal]",
      'content/sample/levels.csv:2 [volatility]: A number is expected, found "x". Correct the row.',
      "content/sample/levels.csv:3 [date]: 2015-01-01 does not follow 2015-01-02. Correct the row.",
      'content/sample/sectors.csv:2 [scatter]: A number is expected, found "". Correct the row.',
      "content/sample/sectors.csv: 11 sectors are expected, found 1. Correct the row.",
      'content/sample/assets.csv:4 [2020-01-02]: A number is expected, found "". Correct the row.',
      'content/sample/assets.csv:4 [kind]: One of relative, absolute is expected, found "dear". Correct the row.',
      "content/sample/assets.csv:4 [id]: WTI is there twice. Correct the row.",
      'content/sample/assets.csv:2 [over]: Nothing above is called "UST.4Y". Correct the row.',
      "content/sample/assets.csv:3 [over]: Only an absolute row stands on another. Correct the row.",
      "content/sample/assets.csv:3 [keep]: A number below 1 is expected. Correct the row.",
      "content/sample/macro.csv: Columns of at least two dates, oldest first, are expected. Correct the row.",
      'content/sample/macro.csv:2 [every]: One of month, quarter, fiscal-year, wednesday, friday, saturday is expected, found "moon". Correct the row.',
      'content/sample/macro.csv:2 [cycle]: One of none, growth, prices, volatility is expected, found "tide". Correct the row.',
      "content/sample/headlines.txt:1: A line stands before the first [group]. Correct the line.",
      "content/sample/headlines.txt:3: Nothing fills {index-moove}. Correct the line.",
    ]);
  });

  it("is missed by name when it is not there", async () => {
    const answer = sampleSource("normal", "elsewhere").answer(questionOf("2025-09-18"), {
      files,
      kept,
      archive: emptyArchive,
    });
    await expect(answer).rejects.toThrow("content/sample/headlines.txt: The file is not there.");
  });
});
