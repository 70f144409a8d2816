import { describe, expect, it } from "vitest";
import { sentCorrections, withStanding } from "../../../pipeline/desk/correcting/standing-corrections.ts";
import type { MadeCorrection } from "../../../pipeline/model/correction.ts";
import { editionCorrection } from "../../../pipeline/post/edition-correction.ts";

const DAY = "2025-11-05";
/** made("A", { paid: 2 }) corrects the paid edition's second version. */
const made = (
  note: string,
  versions: { readonly free?: number; readonly paid?: number },
): MadeCorrection => ({
  cause: "typo",
  note,
  on: "2025-11-06",
  editions: Object.fromEntries(
    Object.entries(versions).map(([tier, number]) => [
      tier,
      { replaces: `${DAY}/${tier}/${number}`, changes: [] },
    ]),
  ),
});

describe("corrections of a day, one after the other", () => {
  const both = made("both", { free: 1, paid: 1 });
  const paidAgain = withStanding(made("paid again", { paid: 2 }), both);

  it("leave an edition that is not corrected anew saying what it said", () => {
    expect(editionCorrection(paidAgain, "paid")).toMatchObject({
      note: "paid again",
      replaces: `${DAY}/paid/2`,
    });
    expect(editionCorrection(paidAgain, "free")).toMatchObject({ note: "both", replaces: `${DAY}/free/1` });
    const third = withStanding(made("paid, a third time", { paid: 3 }), paidAgain);
    expect(editionCorrection(third, "free")).toMatchObject({ note: "both" });
    expect(third.earlier).toHaveLength(1);
  });

  it("keep of an edition only the newest", () => {
    expect(withStanding(made("all", { free: 2, paid: 3 }), paidAgain)).toEqual(
      made("all", { free: 2, paid: 3 }),
    );
    expect(withStanding(both, null)).toEqual(both);
  });

  it("are taken back where nobody was sent them", () => {
    const newest = [`${DAY}/free/2`, `${DAY}/paid/2`];
    expect(sentCorrections(both, newest)).toEqual(both);
    expect(sentCorrections(paidAgain, newest)).toEqual({
      ...made("paid again", {}),
      earlier: [made("both", { free: 1 })],
    });
    const first = [`${DAY}/free/1`, `${DAY}/paid/1`];
    expect(editionCorrection(sentCorrections(both, first), "free")).toBeNull();
  });
});
