import { expect, test } from "vitest";
import { contrast } from "../../../pipeline/desk/settings/contrast.ts";

test("a contrast is that of WCAG: 21 for black on white, 1 for a colour on itself, and the same from either side", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#c4452d", "#c4452d")).toBe(1);
  // The known borderline grey: 4.54 to 1 on white.
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#ffffff", "#767676")).toBe(contrast("#767676", "#ffffff"));
});
