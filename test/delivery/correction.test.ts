import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DeliveryKind } from "../../pipeline/model/delivery.ts";
import type { Tier } from "../../pipeline/model/subscriber.ts";
import { type CorrectedRun, correctedRun, NOTES } from "../support/delivered/corrected-run.ts";
import { readLetter, wrongSignature } from "../support/delivered/letter-checks.ts";
import { DATE, TITLE } from "../support/delivered/real-issue.ts";
import { receiptsOf } from "../support/delivered/ten-thousand.ts";
import { readPdf } from "../support/read-pdf.ts";

// By hand: READERS=10000 npx vitest run test/delivery/correction.test.ts
const READERS = Number(process.env.READERS ?? 90);
const MANY_MS = 3_600_000;
const TIERS = ["free", "paid"] as const;

describe("a correction, and one of it, of what 30 of 100 readers have", () => {
  let run: CorrectedRun;
  /** By address: what came, in its order, such as "Correction: free/2". */
  const came = new Map<string, string[]>();
  const wrong: string[] = [];

  beforeAll(async () => {
    run = await correctedRun({ count: READERS, share: 0.3 });
    const { server, known, approved, issue } = run;
    for (const filed of server.letters()) {
      const bytes = server.bytesOf(filed);
      const [, place = "", kind] = headOf(bytes);
      came.set(filed.to, [
        ...(came.get(filed.to) ?? []),
        `${kind === "correction" ? "Correction: " : ""}${place}`,
      ]);
      const expected = { approved: approved.get(`${DATE}/${place}`)!, reader: known.get(filed.to)!, kind };
      const read = await readLetter(filed, bytes, expected);
      wrong.push(...read.wrong, ...(await wrongSignature(bytes, issue)));
    }
  }, MANY_MS);

  const expectedOf = ({ address, tier }: { readonly address: string; readonly tier: Tier }) => {
    const fate = run.fates.get(address);
    if (fate) return fate;
    if (!run.had.has(address)) return [`${tier}/2`, `Correction: ${tier}/3`];
    const isLost = address === run.uncertain[1];
    return [...(isLost ? [] : [`${tier}/1`]), `Correction: ${tier}/2`, `Correction: ${tier}/3`];
  };

  it("comes after a sender that was stopped with letters unsent and two of them in doubt", () => {
    expect(run.told.stopped).toMatch(
      /^exit 1: .*not handed over yet.*exit 1: .*not handed over yet.*2 uncertain/s,
    );
  });

  it("reaches exactly those who have the wrong one as a correction, and all others as the day's issue", () => {
    const all = [...run.readers, { address: "new@reader.test", tier: "free" as const }];
    const other = all.filter(
      (reader) => (came.get(reader.address) ?? []).join() !== expectedOf(reader).join(),
    );
    expect(other.map(({ address }) => [address, came.get(address), run.had.has(address)])).toEqual([]);
    expect([...came.keys()].filter((address) => !all.some((reader) => reader.address === address))).toEqual(
      [],
    );
    const many = run.had.size / READERS;
    expect(many).toBeGreaterThan(0.29);
    expect(many).toBeLessThan(0.6);
    if (READERS >= 1000) console.log(countsOf([...came.values()]), run.told);
  });

  it("is in each of these letters what was approved last, signed, and in none anything else", () => {
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it("is not sent before somebody has approved it", () => {
    expect(run.told.changed).toMatch(
      /^refused \[built\].*BAMLC0A0CM\.csv: Changed since the issue was built/,
    );
    expect(run.told.unapproved).toMatch(/The approval of Editor One .* is void/);
    expect(run.told.correct).toContain(`Next: npx tracker approve ${DATE} --edition both --by NAME`);
  });

  it("shows the desk which figures are other, those as a source told them first, and the words around them", () => {
    expect(run.told.correct.split("\n").slice(0, 8)).toEqual([
      `${DATE}/free/1 is corrected: 5 figures, 18 lines of text, 2 pictures`,
      "  ig-spread.level: 81 bp → 88 bp",
      "  key-figures.spread.level: 81 bp → 88 bp",
      "  ig-spread.band-position: 90% → 98%",
      "  ig-spread.change: −2 bp → +5 bp",
      "  key-figures.spread.change: −2 bp → +5 bp",
      "  - description: Investment-grade spreads tighten to 81 bp.",
      "  + description: Investment-grade spreads widen to 88 bp.",
    ]);
    expect(run.told.again).toContain(
      `${DATE}/paid/2 is corrected: 0 figures, 2 lines of text\n  - Spreads sleep while yields rise.\n  + Yields sleep while spreads rise.\n`,
    );
  });

  it("is refused where nothing was mended since", () => {
    expect(run.told.fourth).toContain(`What is built of ${DATE} is what went out.`);
  });

  it("supersedes what was still queued, and receipts tell of all three versions", async () => {
    const receipts = await receiptsOf(run.issue);
    const states = Object.fromEntries(receipts.map(({ version, sum }) => [version.slice(11), sum.states]));
    const counts = (place: string, state: string) => states[place]![state];
    for (const tier of TIERS) {
      const of = run.readers.filter((reader) => reader.tier === tier);
      const first = of.filter(({ address }) => run.had.has(address)).length;
      const doubt = tier === "free" ? 2 : 0;
      expect([counts(`${tier}/1`, "accepted"), counts(`${tier}/1`, "uncertain")]).toEqual([
        first - doubt,
        doubt,
      ]);
      // Whoever leaves while he waits is withdrawn at once.
      const left = tier === "free" ? 1 : 0;
      expect(counts(`${tier}/1`, "withdrawn")).toBe(left);
      expect(counts(`${tier}/1`, "superseded")).toBe(of.length - first - left);
      for (const place of [`${tier}/2`, `${tier}/3`])
        expect(counts(place, "accepted")).toBe(
          [...came.values()].flat().filter((one) => one.endsWith(place)).length,
        );
    }
    const text = await run.issue.expect(0, "receipts", DATE);
    expect(text).toContain(
      `${DATE}/free/2, corrects ${DATE}/free/1 (our mistake): ${JSON.stringify(TITLE)} to `,
    );
    expect(text).toContain(`${DATE}/free/3, corrects ${DATE}/free/2 (typo): `);
    const corrections = [...came.values()].flat().filter((one) => one === "Correction: free/2").length;
    expect(text).toMatch(new RegExp(` accepted, ${corrections} of them corrections\n`));
  });

  it("says on top what it corrects, in every form", async () => {
    for (const tier of TIERS) {
      const folder = run.issue.folderOf(tier);
      const read = (name: string) => readFileSync(join(folder, name), "utf8");
      const { pages } = await readPdf(readFileSync(join(folder, "issue.pdf")));
      const forms = [...["issue.md", "issue.html", "email.html", "email.txt"].map(read), pages[0] ?? ""];
      for (const text of forms) {
        const plain = text.slice(text.indexOf("</head>") + 1).replace(/\s+/g, " ");
        const at = plain.search(/Corrected on \d/);
        expect(at).toBeGreaterThan(0);
        expect(plain.indexOf(NOTES.third)).toBeGreaterThan(at);
        expect(plain.indexOf("Yields sleep while spreads rise.")).toBeGreaterThan(plain.indexOf(NOTES.third));
      }
    }
    const second = run.approved.get(`${DATE}/free/2`)!.text.replace(/\s+/g, " ");
    expect(second).toContain(NOTES.second);
    expect(second).toMatch(/Investment-grade spread: level: was 81 bp, is 88 bp/);
  });
});

/** "free/2" and what kind of letter it says that it is. */
function headOf(bytes: Buffer): readonly [string, string, DeliveryKind] {
  const head = bytes.subarray(0, 4000).toString("latin1");
  const [whole = "", edition, number] = /^Message-ID: <2025-11-05\.(free|paid)\.(\d+)\./m.exec(head) ?? [];
  const [, subject = ""] = /^Subject: =\?utf-8\?B\?([^?]+)/m.exec(head) ?? [];
  const isCorrection = Buffer.from(subject, "base64").toString("utf8").startsWith("Correction: ");
  return [whole, `${edition}/${number}`, isCorrection ? "correction" : "issue"];
}

function countsOf(all: readonly (readonly string[])[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(all, (one) => one.join(", "));
  return Object.fromEntries([...groups].map(([name, own]) => [name, own.length]));
}
