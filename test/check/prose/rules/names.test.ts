import { describe, expect, it } from "vitest";
import type { Facts } from "../../../../pipeline/check/prose/facts.ts";
import { nameFindings } from "../../../../pipeline/check/prose/rules/names.ts";
import type { Sentence } from "../../../../pipeline/check/prose/sentence.ts";

const names = [
  "Bessent",
  "Waller",
  "Powell",
  "Miran",
  "Bowman",
  "Jefferson",
  "Goolsbee",
  "Ueda",
  "Tesla",
  "Federal Reserve",
];
const facts = { vocabulary: { names } } as unknown as Facts;
const found = (text: string) => nameFindings({ text } as Sentence, facts);

describe("names that the news spells", () => {
  it.each([
    ["Bessant spoke", "Bessent"],
    ["then Besesnt spoke", "Bessent"],
    ["Bessenet's plan", "Bessent"],
    ["POWEL: RATES", "POWELL"],
    ["and Jeferson too", "Jefferson"],
    ["Goolsby said", "Goolsbee"],
  ])("are told where one is spelled otherwise: %j", (text, name) => {
    const [finding, ...more] = found(text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: "name", verdict: "contradicted", remedy: `Write "${name}".` });
    expect(text.slice(finding!.from, finding!.to).toLowerCase()).not.toBe(name.toLowerCase());
  });

  it.each([
    "Powell's view, the Bowmans, POWELL and Federal Reserves",
    "Milan, Iran, Walker, Howell, Used, TSLA, Caller and William",
    "bessant in small letters",
  ])("are left alone in %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});
