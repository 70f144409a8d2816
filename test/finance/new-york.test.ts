import { describe, expect, it } from "vitest";
import { inNewYork, newYorkInstant } from "../../pipeline/finance/new-york.ts";

describe("an hour in New York", () => {
  it("is five hours behind UTC in winter and four in summer", () => {
    expect(newYorkInstant("2025-01-15", "18:30")).toBe("2025-01-15T23:30:00Z");
    expect(newYorkInstant("2025-07-22", "18:30")).toBe("2025-07-22T22:30:00Z");
  });

  it("moves on the Sundays on which clocks change, not a day before or after", () => {
    expect(newYorkInstant("2025-03-08", "18:30")).toBe("2025-03-08T23:30:00Z");
    expect(newYorkInstant("2025-03-09", "18:30")).toBe("2025-03-09T22:30:00Z");
    expect(newYorkInstant("2025-11-01", "18:30")).toBe("2025-11-01T22:30:00Z");
    expect(newYorkInstant("2025-11-02", "18:30")).toBe("2025-11-02T23:30:00Z");
  });

  it("that the clocks skip or show twice is still one instant", () => {
    expect(newYorkInstant("2025-03-09", "02:30")).toBe("2025-03-09T07:30:00Z");
    expect(newYorkInstant("2025-11-02", "01:30")).toBe("2025-11-02T05:30:00Z");
  });

  it("is read back with its own date: late in the evening it is the day before in New York", () => {
    expect(inNewYork("2025-11-06T01:15:00Z")).toEqual({ date: "2025-11-05", time: "20:15" });
    expect(inNewYork("2025-07-23T03:59:59Z")).toEqual({ date: "2025-07-22", time: "23:59" });
    expect(inNewYork("2025-11-02T05:59:00Z").time).toBe("01:59");
    expect(inNewYork("2025-11-02T06:00:00Z").time).toBe("01:00");
  });
});
