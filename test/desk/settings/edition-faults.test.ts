import { expect, it } from "vitest";
import { editionFaults, seriesFaults } from "../../../pipeline/desk/settings/edition-faults.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { shippedEdition } from "../../support/section-words.ts";

it("finds a series that an asset is said to mirror and that is planned nowhere", () => {
  const asset = { name: "Bonds", series: "FUND.TLT", mirrors: "UST.31Y" };
  const value = { models: { ...shippedEdition.models, assets: [asset] } };
  const fault = (field: readonly (string | number)[], what: string) => ({ field, what });
  const read = { value, fault } as unknown as Parameters<typeof seriesFaults>[0];
  const planned = { series: { "FUND.TLT": {}, "UST.30Y": {} } } as unknown as Parameters<
    typeof seriesFaults
  >[1];
  expect(seriesFaults(read, planned)).toEqual([
    {
      field: ["models", "assets", 0, "mirrors"],
      what: "The series UST.31Y is not in content/sources.yaml.",
    },
  ]);
});

it("finds a title for a section that there is not, and names the nearest", () => {
  const fault = (field: readonly (string | number)[], what: string, remedy?: string) => ({
    field,
    what,
    remedy,
  });
  const titled = (titles: Record<string, string>) =>
    editionFaults(
      { value: { ...shippedEdition, titles }, fault } as unknown as Parameters<typeof editionFaults>[0],
      allSections,
    );
  expect(titled({ "ig-spred": "Credit" })).toEqual([
    {
      field: ["titles", "ig-spred"],
      what: 'There is no section "ig-spred".',
      remedy: expect.stringContaining('Did you mean "ig-spread"?'),
    },
  ]);
  expect(titled({ "ig-spread": "Credit" })).toEqual([]);
});
