import { describe, expect, it } from "vitest";
import { openLog } from "../../pipeline/world/log.ts";

function written(level?: string) {
  const lines: string[] = [];
  return { log: openLog(level, { write: (line: string) => void lines.push(line) }), lines };
}

describe("the log", () => {
  it("writes a line of JSON with time, level, sentence and facts, and nothing of the machine", () => {
    const { log, lines } = written();
    log.about({ worker: "w1" }).info("A job is done.", { issue: "2025-11-05 paid", kind: "build", job: "7" });
    const { time, ...rest } = JSON.parse(lines[0]!);
    expect(lines).toHaveLength(1);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const facts = { worker: "w1", issue: "2025-11-05 paid", kind: "build", job: "7" };
    expect(rest).toEqual({ level: "info", msg: "A job is done.", ...facts });
  });

  it("keeps to its level", () => {
    const { log, lines } = written("warn");
    log.info("no");
    log.debug("no");
    log.error("yes");
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["yes"]);
    const silent = written("silent");
    silent.log.error("no");
    expect(silent.lines).toEqual([]);
  });

  it("shows no password, wherever it stands", () => {
    const { log, lines } = written();
    log.about({ token: "s3cret" }).warn("Lost postgres://desk:s3cret@db/x.", { password: "s3cret" });
    expect(lines[0]).not.toContain("s3cret");
    expect(JSON.parse(lines[0]!)).toMatchObject({
      token: "***",
      password: "***",
      msg: "Lost postgres://***@db/x.",
    });
  });

  it("shows no reader's address, and stays JSON", () => {
    const { log, lines } = written();
    const reason =
      'RCPT TO:<jane@readers.example> "o\'brien@x.example" refused, see https://x.example/u?to=a%40b.example';
    log.warn("A job has failed.", { reason, worker: "mx1:77", issue: "2025-11-05/free/1" });
    expect(lines[0]).not.toMatch(/jane|brien@|readers\.example|b\.example/);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      reason: expect.stringMatching(/^RCPT TO:<address> .* refused/),
      worker: "mx1:77",
      issue: "2025-11-05/free/1",
    });
  });

  it("refuses a level that it does not know", () => {
    expect(() => openLog("loud")).toThrow(
      'TRACKER_LOG: There is no such level: "loud". Set one of debug, info, warn, error, silent, or nothing.',
    );
  });
});
