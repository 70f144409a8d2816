import { describe, expect, it } from "vitest";
import { readFedWatchCsv } from "../../../pipeline/collect/imports/fedwatch-csv.ts";
import { bytesOf, faultsOf } from "./asking.ts";

const place = "downloads/FedMeeting_20300320.csv";
const head = "Date,(300-325),(325-350),(350-375)";
const read = (text: string, at = place) => readFedWatchCsv(bytesOf(text), at);
const faults = (text: string, at = place) => faultsOf(() => read(text, at));

describe("a FedWatch download of one meeting", () => {
  it("is one series a range that was ever given, in probability, oldest first, with lines", () => {
    expect(read(`${head}\n2030/1/14,,0.3,0.7\n2030/1/11,,0.284286,0.715714\n`)).toEqual([
      {
        series: "FEDWATCH.2030-03-20.325-350",
        dates: ["2030-01-11", "2030-01-14"],
        values: [28.4286, 30],
        lines: [3, 2],
        note: "CME FedWatch, from a file that a licensed person saved",
      },
      expect.objectContaining({ series: "FEDWATCH.2030-03-20.350-375", values: [71.5714, 70] }),
    ]);
  });

  it("writes days as 2030/1/14 or 01/14/2030, and keeps an empty cell apart from a 0", () => {
    const rows = read(`\ufeff${head}\r\n1/14/2030,0,0.3,0.7,,\r\n01/15/2030,,0.4,0.6\r\n`);
    expect(rows[0]).toMatchObject({ dates: ["2030-01-14", "2030-01-15"], values: [0, null] });
  });

  it("may be in parts of 1 or of 100: the sums tell, and one bad row does not", () => {
    expect(read(`${head}\n1/14/2030,0,30,70\n1/15/2030,0,0,100\n`)[1]).toMatchObject({ values: [30, 0] });
    const rows = ["1/14/2030,0,0.3,0.7", "1/15/2030,0,30,70", "1/16/2030,0,0,1"];
    expect(faults([head, ...rows].join("\n"))).toEqual([
      `${place}:3: The probabilities of 2030-01-15 sum to 10000.00 where 100 is expected. Save the file again, or take the row out.`,
    ]);
  });

  it("is refused where a day does not sum to 100 within a half, with every bad row at once", () => {
    const rows = [
      "1/14/2030,0,0.3,0.69",
      "14/1/2030,0,0.3,0.7",
      "1/16/2030,0,0.3,n/a",
      "1/17/2030,,,",
      "1/18/2030,-0.1,0.4,0.7",
    ];
    expect(
      faults(
        [head, ...rows, "1/19/2030,0,0.3,0.7", "2030/1/19,0,0.3,0.7", "1/20/2030,0,0.3,0.696", ""].join("\n"),
      ),
    ).toEqual([
      expect.stringContaining(
        `${place}:3: A date is expected such as 2024/8/21 or 11/26/2024; found "14/1/2030".`,
      ),
      expect.stringContaining(`${place}:4: The probability of 350-375 is not a number of 0 to 100: "n/a".`),
      expect.stringContaining(`${place}:6: The probability of 300-325 is not a number of 0 to 100: "-0.1".`),
      expect.stringContaining(`${place}:8 [date]: 2030-01-19 stands here and in line 7.`),
      expect.stringContaining(`${place}:2: The probabilities of 2030-01-14 sum to 99.00`),
      expect.stringContaining(`${place}:5: The probabilities of 2030-01-17 sum to 0.00`),
    ]);
  });

  it("cut short within a row is refused by its sum, whatever its length", () => {
    const whole = `${head}\n1/14/2030,0.000000,0.300000,0.700000`;
    for (let length = whole.indexOf("\n") + 2; length <= whole.length - 6; length += 1)
      expect(faults(whole.slice(0, length))).not.toEqual([]);
  });

  it("without a day, a meeting in its name, or with a strange column is refused", () => {
    expect(faults("Date\n")[0]).toContain("The file has a header and no day");
    expect(faults(`${head}\n`)[0]).toContain("The file has a header and no day");
    expect(faults(`${head}\n1/14/2030,0,0.3,0.7\n`, "download.csv")[0]).toContain("FedMeeting_20251210.csv");
    expect(faults(`${head}\n1/14/2030,0,0.3,0.7\n`, "FedMeeting_20301320.csv")[0]).toContain(
      "name does not say",
    );
    expect(faults(`${head},(350-375),EASE\n1/14/2030,0,0.3,0.7\n`)).toHaveLength(2);
    expect(faults(`Date,(375-350)\n1/14/2030,1\n`)[0]).toContain('"(375-350)"');
    expect(faults("")[0]).toContain("The file is empty.");
  });
});
