import { describe, expect, it } from "vitest";
import { correctionText, readCorrection } from "../../../pipeline/desk/correcting/correction-file.ts";
import type { IssueCorrection } from "../../../pipeline/model/correction.ts";

const PLACE = "content/issues/2025-11-05/correction.yaml";
const correction: IssueCorrection = {
  cause: "typo",
  note: 'A "word": wrong, # and worse.',
  on: "2025-11-06",
  editions: {
    paid: { replaces: "2025-11-05/paid/2", changes: [{ id: "a.b", name: "A: b", was: null, is: "−1%" }] },
  },
};

describe("correction.yaml", () => {
  it("is read as it was written", () => {
    const text = new TextDecoder().decode(correctionText(correction));
    expect(readCorrection(text, PLACE)).toEqual({ correction, faults: [] });
  });

  it("names each wrong field by its line", () => {
    const { correction: read, faults } = readCorrection(
      "cause: bad luck\nnote: ''\non: yesterday\neditions: {free: {replaces: v1, changes: []}}\n",
      PLACE,
    );
    expect(read).toBeNull();
    expect(faults.map(({ place, code }) => [code, place])).toEqual([
      ["content-invalid", `${PLACE}:1 [cause]`],
      ["content-invalid", `${PLACE}:2 [note]`],
      ["content-invalid", `${PLACE}:3 [on]`],
      ["content-invalid", `${PLACE}:4 [editions.free.replaces]`],
    ]);
  });
});
