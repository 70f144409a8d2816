import { expect, it } from "vitest";
import { seriesFaults } from "../../pipeline/desk/edition-faults.ts";
import { shippedEdition } from "../support/section-words.ts";

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
