import { describe, expect, it } from "vitest";
import { phrase, readVocabulary } from "../../../../pipeline/collect/sources/sample/vocabulary.ts";
import type { FaultDetail } from "../../../../pipeline/errors.ts";
import { files, root } from "./asking.ts";

const TEXT =
  "# a comment\n@good = STEEL | COPPER\n[trade]\nDUTY ON {good} AT {5..7}%\n{ONE|TWO} DAYS LEFT\n\n[empty]\n";
const none = (faults: readonly FaultDetail[]) => expect(faults).toEqual([]);

describe("the vocabulary", () => {
  it("is groups of lines, without comments", () => {
    const { groups, lists } = readVocabulary(TEXT, "words.txt", none);
    expect([...groups]).toEqual([
      ["trade", ["DUTY ON {good} AT {5..7}%", "{ONE|TWO} DAYS LEFT"]],
      ["empty", []],
    ]);
    expect(lists.get("good")).toEqual(["STEEL", "COPPER"]);
  });

  it("fills lists, choices, numbers with their decimals, and what the day gives", () => {
    const vocabulary = readVocabulary(TEXT, "words.txt", none);
    const last = (count: number) => count - 1;
    expect(phrase("{good} {A|B|C} {5..7}", vocabulary, {}, last)).toBe("COPPER C 7");
    expect(phrase("{1.95..2.10} {0.2..0.4}", vocabulary, {}, () => 0)).toBe("1.95 0.2");
    expect(phrase("{1.95..2.10}", vocabulary, {}, last)).toBe("2.10");
    expect(phrase("UP {index-move}%", vocabulary, { "index-move": "0.4" }, last)).toBe("UP 0.4%");
    expect(phrase("UPDATE: {title}", vocabulary, { title: "$& {good}" }, last)).toBe("UPDATE: $& {good}");
  });

  it("names offices and no persons that the seeds name, and has no line twice", async () => {
    const text = new TextDecoder().decode((await files.read(`${root}/content/sample/headlines.txt`))!);
    const { groups } = readVocabulary(text, "headlines.txt", none);
    expect(text).not.toMatch(/TRUMP|BESSENT|POWELL|MIRAN|WALLER|BOWMAN|LAGARDE|BAILEY|UEDA|JEFFERSON/i);
    for (const [group, lines] of groups) {
      if (group.startsWith("decision")) continue;
      expect(new Set(lines).size, group).toBe(lines.length);
    }
  });
});
