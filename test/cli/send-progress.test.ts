import { describe, expect, it } from "vitest";
import { durationWords, grouped, progressWords } from "../../pipeline/cli/moving-line.ts";
import { sendProgress } from "../../pipeline/cli/send-progress.ts";

const progress = (done: number) => ({ done, total: 10_000, perSecond: 312.4, secondsLeft: 28.4 });

function watched(terminal: boolean) {
  let [now, written] = [0, ""];
  const shown = sendProgress({ terminal, ticks: () => now, write: (text) => (written += text) });
  return { shown, at: (ms: number) => (now = ms), text: () => written };
}

describe("how far a sending is", () => {
  it("moves in one line on a terminal, and remarks stand above it", () => {
    const { shown, text } = watched(true);
    shown.tell("free", progress(1200));
    shown.remark("Stopping.");
    shown.tell("free", progress(1300));
    shown.end();
    shown.end();
    const line = (done: string) => `free: ${done} of 10,000, 312 a second, 28 s left`;
    expect(text().split("\r\u001b[2K")).toEqual(["", line("1,200"), "Stopping.\n", line("1,300"), ""]);
  });

  it("is a plain line every ten seconds elsewhere", () => {
    const { shown, at, text } = watched(false);
    for (let ms = 0; ms <= 25_000; ms += 500) {
      at(ms);
      shown.tell("paid", progress(ms));
    }
    shown.end();
    expect(text().split("\n")).toEqual([
      "paid: 10,000 of 10,000, 312 a second, 28 s left",
      "paid: 20,000 of 10,000, 312 a second, 28 s left",
      "",
    ]);
  });

  it("is told in words that are the same everywhere", () => {
    expect(progressWords("free", { done: 0, total: 7, perSecond: 0, secondsLeft: null })).toBe(
      "free: 0 of 7, 0 a second",
    );
    expect([5, 65, 7260, 4_000_000].map(durationWords)).toEqual([
      "5 s",
      "1 min 5 s",
      "2 h 1 min",
      "1,111 h 6 min",
    ]);
    expect([999, 1000, 1234567, 2.5].map(grouped)).toEqual(["999", "1,000", "1,234,567", "2.5"]);
  });
});
