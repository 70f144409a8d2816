import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCmeSettlements } from "../../../pipeline/collect/imports/cme-settlements.ts";
import { bytesOf, faultsOf } from "./asking.ts";

const contract = (month: string, settle: unknown) => ({
  month,
  open: "-",
  last: "96.1050A",
  change: "UNCH",
  settle,
  volume: "12,345",
});
const file = (settlements: readonly unknown[], more: Record<string, unknown> = {}) => {
  const head = { updateTime: "Friday, 01 Mar 2030 06:00 PM", dsHeader: "Settlements", reportType: "Final" };
  return JSON.stringify({ settlements, ...head, tradeDate: "03/01/2030", empty: false, ...more });
};
const read = (text: string) => readCmeSettlements(bytesOf(text), "zq.json");
const faults = (text: string) => faultsOf(() => read(text));

describe("saved settlements of fed funds futures", () => {
  it("are one series a contract on the day of trade; Total is passed over, a dash is no settlement", () => {
    const rows = read(
      file([
        contract("APR 30", "96.1075B"),
        contract("MAR 30", "96.1000"),
        contract("JLY 30", "-"),
        contract("Total", ""),
      ]),
    );
    expect(rows.map(({ series, dates, values }) => [series, ...dates, ...values])).toEqual([
      ["ZQ.2030-03", "2030-03-01", 96.1],
      ["ZQ.2030-04", "2030-03-01", 96.1075],
      ["ZQ.2030-07", "2030-03-01", null],
    ]);
    expect(rows[0]!.note).toContain("CME settlements");
  });

  it("take the contract of the month that has just ended, and no older one", () => {
    expect(read(file([contract("FEB 30", "96.1")]))).toHaveLength(1);
    expect(faults(file([contract("JAN 30", "96.1")]))[0]).toContain("The contract JAN 30 had ended");
  });

  it("report every bad row in one run, with its place", () => {
    const bad = [
      contract("MAR 30", "96.1x0"),
      contract("APR 30", "3.8950"),
      contract("APRIL 30", "96.1"),
      contract("MAY 30", 96.1),
      contract("JUN 30", ""),
      contract("JUN 30", "96.2"),
      contract("JUN 30", "96.3"),
      "Total",
      contract("AUG 30", "1,23.4"),
    ];
    expect(faults(file(bad))).toEqual([
      'zq.json [settlements 1]: The settlement of MAR 30 is no price: expected text such as "95.6700", found "96.1x0". Save the file again; do not edit it.',
      "zq.json [settlements 2]: A price of 3.895 for APR 30 is outside the plausible 80 to 101. Save the settlements of 30-day fed funds futures, product 305.",
      'zq.json [settlements 3]: A contract month is expected, such as JUL 25; found "APRIL 30". Save the file again; do not edit it.',
      expect.stringContaining("zq.json [settlements 4]: The settlement of MAY 30 is no price"),
      expect.stringContaining("zq.json [settlements 5]: The settlement of JUN 30 is no price"),
      "zq.json [settlements 7]: The contract JUN 30 stands in the file twice. Save the file again.",
      'zq.json [settlements 8]: A contract month is expected, such as JUL 25; found "". Save the file again; do not edit it.',
      expect.stringContaining("zq.json [settlements 9]: The settlement of AUG 30 is no price"),
    ]);
  });

  it("must be final, of a day, and there", () => {
    expect(faults(file([], { empty: true, reportType: "Preliminary", tradeDate: "2030-03-01" }))).toEqual([
      expect.stringContaining("zq.json [empty]: The exchange has no settlements in this file"),
      expect.stringContaining(
        'zq.json [reportType]: The settlements are not final. Expected "Final", found "Preliminary".',
      ),
      expect.stringContaining(
        'zq.json [tradeDate]: The day is no date. Expected MM/DD/YYYY, found "2030-03-01".',
      ),
    ]);
    expect(faults(file([contract("MAR 30", "96.1")], { tradeDate: "02/30/2030" }))[0]).toContain("no date");
    expect(faults(file([contract("Total", "")]))[0]).toContain("The file has no contract.");
  });

  it("cut short anywhere, or something else, are refused with a sentence", () => {
    const whole = file([contract("MAR 30", "96.1000")]);
    for (let length = 0; length < whole.length; length += 1)
      expect(faults(whole.slice(0, length))[0]).toContain("The file is no whole JSON");
    for (const text of ["[]", "null", "{}", '{"settlements":{}}'])
      expect(faults(text)[0]).toContain('no list "settlements"');
    fc.assert(fc.property(fc.json(), (json) => faults(`{"settlements":[${json}]}`).length > 0));
    fc.assert(fc.property(fc.json(), (json) => faults(file([JSON.parse(json)])).length > 0));
  });
});
