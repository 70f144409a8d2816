import { describe, expect, it } from "vitest";
import { turnsOf } from "../../../pipeline/desk/settings/read-recessions.ts";

const read = (rows: string) => turnsOf(new TextEncoder().encode(`turn,announced,turned\n${rows}`));

describe("the list of recessions", () => {
  it("holds peaks and troughs, each with the day on which it was announced", () => {
    expect(read("peak,2020-06-08,2020-02-01\ntrough,2021-07-19,2020-04-01")).toEqual([
      { turn: "peak", announced: "2020-06-08", turned: "2020-02-01" },
      { turn: "trough", announced: "2021-07-19", turned: "2020-04-01" },
    ]);
  });

  it("is refused where a turn is out of turn, out of order or announced before it came", () => {
    const rows = "peak,2020-06-08,2020-02-01\npeak,2021-07-19,2020-04-01\npeak,2019-01-01,2020-03-01";
    let said = "";
    try {
      read(rows);
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain('recessions.csv:3: A trough is expected; found "peak".');
    expect(said).toContain("recessions.csv:4: A day after 2020-03-01 is expected as announced");
    expect(said).toContain("recessions.csv:4: A turn after 2020-04-01 is expected; found 2020-03-01.");
  });
});
