import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Correcting,
  correctIssue,
  setUnsentAside,
} from "../../../pipeline/desk/correcting/correct-issue.ts";
import type { Tally, Version } from "../../../pipeline/model/delivery.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { realPlacing } from "../../../pipeline/world/place-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DAY = "2025-11-05";
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const ledger = (printed: string) =>
  JSON.stringify({
    date: DAY,
    entries: [
      {
        id: "ig-spread.level",
        printed: [printed],
        places: ["text"],
        figure: {
          kind: "figure",
          id: "ig-spread.level",
          value: 81,
          unit: "bp",
          asOf: DAY,
          inputs: [
            {
              series: "US.ICE.IG.OAS",
              date: DAY,
              value: 81,
              unit: "bp",
              origin: { source: "made up", place: "a", sha256: hash("a"), retrievedAt: null },
            },
          ],
          method: "as observed",
        },
      },
    ],
  });

interface Forms {
  readonly words: string;
  readonly ledger: string;
}

/** What went out: versions in order, with their bytes. */
function wentOut(...sent: readonly (readonly [edition: "free" | "paid", number: number, forms: Forms])[]) {
  const bytes = new Map(
    sent.flatMap(([, , { words, ledger: own }]) => [words, own]).map((text) => [hash(text), text]),
  );
  const versions = sent.map(
    ([edition, number, forms]): Version => ({
      id: `${DAY}/${edition}/${number}`,
      date: DAY,
      edition,
      number,
      bound: {
        edition,
        subject: "A day",
        recipients: `tier = ${edition}`,
        forms: { "issue.md": hash(forms.words) },
      },
      products: { "ledger.json": hash(forms.ledger) },
      approvedBy: [],
      frozenAt: `${DAY}T22:00:00.000Z`,
      correction: null,
    }),
  );
  return {
    versions: async () => versions,
    // Each of them was sent to somebody.
    tally: async (_id: string) => ({ accepted: 1 }) as Tally,
    file: async (sha256: string) => {
      const text = bytes.get(sha256);
      return text === undefined ? null : new TextEncoder().encode(text);
    },
  };
}

describe("correcting an issue", () => {
  let root: string;
  beforeEach(() => {
    root = temporaryFolder();
  });
  const built = (folder: string, { words, ledger: own }: Forms) => {
    mkdirSync(`${root}/out/${folder}`, { recursive: true });
    writeFileSync(`${root}/out/${folder}/issue.md`, words);
    writeFileSync(`${root}/out/${folder}/ledger.json`, own);
  };
  const correct = (deliveries: ReturnType<typeof wentOut>, note = "One figure was wrong.") => {
    const correcting: Correcting = {
      root,
      date: DAY,
      cause: "our mistake",
      note,
      on: "2025-11-06",
      titles: { "ig-spread": "Investment-grade spread" },
      own: "free",
    };
    return correctIssue(correcting, { files: realFiles, placing: realPlacing, deliveries });
  };
  const written = () => readFileSync(`${root}/content/issues/${DAY}/correction.yaml`, "utf8");
  const wrong = { words: "The level is 81 bp.\n", ledger: ledger("81 bp") };
  const right = { words: "The level is 82 bp.\n", ledger: ledger("82 bp") };

  it("writes down what is other than in the version that went out last", async () => {
    built(DAY, right);
    const { editions } = await correct(wentOut(["free", 1, right], ["free", 2, wrong]));
    expect(editions).toMatchObject([
      {
        edition: "free",
        changes: [{ id: "ig-spread.level", was: "81 bp", is: "82 bp" }],
        lines: ["- The level is 81 bp.", "+ The level is 82 bp."],
      },
    ]);
    expect(written()).toContain(`replaces: ${DAY}/free/2`);
  });

  it("corrects only the edition that was wrong", async () => {
    built(DAY, wrong);
    built(`${DAY}-paid`, right);
    const { correction } = await correct(wentOut(["free", 1, wrong], ["paid", 1, wrong]));
    expect(Object.keys(correction.editions)).toEqual(["paid"]);
  });

  it("takes a mended word for a correction, without any figure", async () => {
    built(DAY, { ...wrong, words: "The level stands at 81 bp.\n" });
    const { correction } = await correct(wentOut(["free", 1, wrong]));
    expect(correction.editions.free).toEqual({ replaces: `${DAY}/free/1`, changes: [] });
  });

  it("leaves alone an edition that was kept for sending, and of which nobody's turn came", async () => {
    built(DAY, right);
    built(`${DAY}-paid`, right);
    const deliveries = wentOut(["free", 1, wrong], ["paid", 1, wrong], ["paid", 2, right]);
    const tally = async (id: string) => ({ accepted: id === `${DAY}/free/1` ? 0 : 1 }) as Tally;
    await expect(correct({ ...deliveries, tally })).rejects.toThrow("is what went out");
    const { editions } = await correct(wentOut(["free", 1, wrong], ["paid", 1, wrong]));
    expect(editions.map(({ version }) => version.id)).toEqual([`${DAY}/free/1`, `${DAY}/paid/1`]);
  });

  it("takes a picture that is another one for a correction, without any other word", async () => {
    built(DAY, right);
    const record = {
      request: "[]",
      inputs: {},
      artifacts: { "a.png": hash("b"), "a.svg": hash("c") },
      made: {},
    };
    writeFileSync(`${root}/out/${DAY}/build.json`, JSON.stringify(record));
    const sent = wentOut(["free", 1, right]);
    const versions = (await sent.versions()).map((one) => ({
      ...one,
      bound: { ...one.bound, forms: { ...one.bound.forms, "a.png": hash("a"), "a.svg": hash("a") } },
    }));
    const { editions } = await correct({ ...sent, versions: async () => versions });
    expect(editions).toMatchObject([{ changes: [], lines: [], pictures: ["a.png"] }]);
  });

  it("takes back what was never sent before it looks, and puts it there again if it cannot look", async () => {
    built(DAY, right);
    const sent = wentOut(["free", 1, wrong]);
    await correct(sent, "A note.");
    const before = written();
    const world = { files: realFiles, placing: realPlacing, deliveries: sent };
    const putBack = await setUnsentAside({ root, date: DAY }, world);
    expect(written()).toContain("editions: {}");
    await putBack();
    expect(written()).toBe(before);
    const next = { ...world, deliveries: wentOut(["free", 1, wrong], ["free", 2, right]) };
    await setUnsentAside({ root, date: DAY }, next);
    expect(written()).toBe(before);
  });

  it("takes the place of a correction that was written before", async () => {
    built(DAY, right);
    await correct(wentOut(["free", 1, wrong]));
    await correct(wentOut(["free", 1, wrong]), "Another note.");
    expect(written()).toContain("note: Another note.");
  });

  it.each([
    ["nothing of the day went out", wentOut(), `No issue of ${DAY} went out.`],
    ["nothing is other", wentOut(["free", 1, right]), `What is built of ${DAY} is what went out.`],
  ])("says that %s, and writes nothing", async (_, deliveries, words) => {
    built(DAY, right);
    await expect(correct(deliveries)).rejects.toThrow(words);
    expect(written).toThrow();
  });

  it("names the form that is not built", async () => {
    await expect(correct(wentOut(["free", 1, right]))).rejects.toThrow(
      /issue\.md: The edition is not built\./,
    );
    built(DAY, { ...right, ledger: "{" });
    await expect(correct(wentOut(["free", 1, wrong]))).rejects.toThrow(/not what a build writes/);
  });
});
