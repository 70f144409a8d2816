import { describe, expect, it } from "vitest";
import { builtIssue } from "./support/worlds.ts";

const GOLDEN_DAYS = {
  "2025-09-18": "the day after a decision of the Federal Reserve",
  "2025-11-11": "bonds closed, equities open",
};
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("the sample issue", () => {
  for (const [date, why] of Object.entries(GOLDEN_DAYS)) {
    it(`of ${date} reads as it was read in review: ${why}`, async () => {
      const { artifacts } = await builtIssue(date);
      await expect(textOf(artifacts["issue.md"])).toMatchFileSnapshot(`golden/${date}/issue.md`);
      await expect(textOf(artifacts["email.txt"])).toMatchFileSnapshot(`golden/${date}/email.txt`);
    });
  }

  it("is the same bytes when it is made again", async () => {
    const [first, second] = [await builtIssue("2025-09-18"), await builtIssue("2025-09-18")];
    const names = Object.keys(first.artifacts);
    expect(Object.keys(second.artifacts)).toEqual(names);
    const differing = names.filter(
      (name) => Buffer.compare(first.artifacts[name]!, second.artifacts[name]!) !== 0,
    );
    expect(differing).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining([
        "issue.md",
        "issue.html",
        "issue.pdf",
        "email.html",
        "email.txt",
        "ledger.json",
      ]),
    );
  });

  it("says on every page that it is simulated, and a gate refuses to let it out", async () => {
    const { artifacts, findings } = await builtIssue("2025-09-18");
    for (const name of ["issue.md", "issue.html", "email.html", "email.txt"]) {
      expect(textOf(artifacts[name]), name).toContain("Sample data - simulated, not market data");
    }
    // The press of this world is a stand-in: what it prints is no PDF.
    const refused = findings.filter(({ verdict, gate }) => verdict === "refused" && gate !== "print");
    expect(refused.map(({ gate }) => gate)).toEqual(["simulated"]);
  });

  it("enters every figure of the web page in the ledger, with its value", async () => {
    const { artifacts, filled } = await builtIssue("2025-09-18");
    const values = new Map(filled.ledger.entries.map(({ id, figure }) => [id, figure.value]));
    const printed = [
      ...textOf(artifacts["issue.html"]).matchAll(/<data value="([^"]*)" data-figure="([^"]*)"/g),
    ];
    expect(printed.length).toBeGreaterThan(100);
    const ten = (value: number | undefined) => Number(value?.toPrecision(8));
    expect(printed.filter(([, value, id]) => ten(values.get(id ?? "")) !== Number(value))).toEqual([]);
  });

  it("reads no form: five weekdays in a row begin their sections in different words", async () => {
    const days = ["2025-09-15", "2025-09-16", "2025-09-17", "2025-09-18", "2025-09-19"];
    const issues = await Promise.all(days.map((date) => builtIssue(date)));
    const openings = (section: string) =>
      issues.map(({ artifacts }) => {
        const text = textOf(artifacts["issue.md"]).split(`## ${section}\n`)[1] ?? "";
        return text
          .trim()
          .split("\n")
          .slice(0, 4)
          .join(" ")
          .replace(/[\d.,−+]+/g, "#");
      });
    for (const section of ["S&P 500 sector attribution", "Investment-grade spread", "Policy path"]) {
      expect(new Set(openings(section)).size, section).toBeGreaterThanOrEqual(3);
    }
  });
});

describe("a nasty day", () => {
  it("without sectors and volatility says so in both places, and the gates refuse it", async () => {
    const { artifacts, findings } = await builtIssue("2025-09-18", { scenario: "missing-source" });
    const text = textOf(artifacts["issue.md"]);
    expect(text).toContain("n/a");
    expect(text).toContain("Not available");
    expect(findings.some(({ gate, verdict }) => gate === "completeness" && verdict === "refused")).toBe(true);
    const refused = findings.filter(({ gate, verdict }) => gate === "freshness" && verdict === "refused");
    expect(refused.map(({ place }) => place)).toEqual(["VIX"]);
  });

  it("with stale rates shows their own date and is refused for it", async () => {
    const { artifacts, findings } = await builtIssue("2025-09-18", { scenario: "stale-feed" });
    expect(textOf(artifacts["issue.md"])).toContain("15 September");
    expect(
      findings.some(
        ({ gate, verdict, place }) => gate === "freshness" && verdict === "refused" && place === "UST.10Y",
      ),
    ).toBe(true);
  });

  it("with all sectors red says that all fall", async () => {
    expect(textOf((await builtIssue("2025-09-18", { scenario: "all-red" })).artifacts["issue.md"])).toContain(
      "All eleven sectors fall",
    );
  });

  it("with no move says that nothing moved, and calls nothing strongest", async () => {
    const text = textOf((await builtIssue("2025-09-18", { scenario: "zero-move" })).artifacts["issue.md"]);
    expect(text).toMatch(/Not one sector moves|Nothing moves/);
    expect(text).not.toMatch(/more than any other sector|did best/);
  });

  it("with hostile headlines shows them as the text that they are", async () => {
    const { artifacts } = await builtIssue("2025-09-18", { scenario: "hostile-headlines" });
    const page = textOf(artifacts["issue.html"]);
    expect(page).not.toMatch(/<script(?! type="application\/ld)/i);
    expect(page).not.toMatch(/href="javascript:/i);
    expect(textOf(artifacts["issue.md"])).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });
});
