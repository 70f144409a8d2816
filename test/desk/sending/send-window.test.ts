import { expect, it } from "vitest";
import { isInWindow, opensNext } from "../../../pipeline/desk/sending/send-window.ts";

it.each([
  ["on an ordinary day", "15:30", "22:00", "2026-06-10T12:00:00Z", "2026-06-10T19:30:00Z"],
  ["after its end", "15:30", "22:00", "2026-06-11T02:00:00Z", "2026-06-11T19:30:00Z"],
  [
    "in an hour that summer time leaves out",
    "02:15",
    "02:45",
    "2026-03-08T06:00:00Z",
    "2026-03-09T06:15:00Z",
  ],
  ["that begins in such an hour", "02:15", "03:45", "2026-03-08T06:00:00Z", "2026-03-08T07:15:00Z"],
  ["in an hour that comes twice", "01:15", "01:45", "2026-11-01T07:00:00Z", "2026-11-02T06:15:00Z"],
  ["of a whole day", "00:00", "23:59", "2026-06-11T03:59:00Z", "2026-06-11T04:00:00Z"],
])("a window %s opens when clocks in New York show its hour", (_, from, to, now, opens) => {
  expect(isInWindow({ from, to }, now)).toBe(false);
  expect(opensNext({ from, to }, now)).toBe(opens);
  expect(isInWindow({ from, to }, opens)).toBe(true);
});

it("a window in an hour that comes twice is open both times", () => {
  for (const now of ["2026-11-01T05:20:00Z", "2026-11-01T06:20:00Z"])
    expect(isInWindow({ from: "01:15", to: "01:45" }, now)).toBe(true);
});
