import { expect, it } from "vitest";
import { tidied } from "../../../pipeline/world/charts/svg.ts";

it("tidies what Skia writes: frame, background, long numbers, exponents, capitals and ids", () => {
  const skia = [
    '<?xml version="1.0" encoding="utf-8" ?><svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">',
    '<rect fill-opacity="0" width="4" height="4"/><clipPath id="cl_3"><rect y="371.60001" width="400"/></clipPath>',
    '<g clip-path="url(#cl_3)"><path fill="#12667F" stroke-miterlimit="10" d="M4.99e-10 -0.5L-1.234567 -0.001"/></g></svg>',
  ].join("");
  expect(tidied(skia, "mine")).toBe(
    '<clipPath id="mine-cl_3"><rect y="371.6" width="400"/></clipPath>' +
      '<g clip-path="url(#mine-cl_3)"><path fill="#12667f" d="M0 -0.5L-1.23 0"/></g>',
  );
});
