import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { watchedBuild } from "../../../pipeline/cli/jobs/watched-build.ts";
import type { Artifacts } from "../../../pipeline/model/artifacts.ts";
import { openLog } from "../../../pipeline/world/log.ts";
import { openMetrics } from "../../../pipeline/world/metrics.ts";
import type { Job } from "../../../pipeline/world/queue/queue.ts";
import { builtIssue, paperWorld } from "../../support/worlds.ts";

const DATE = "2025-09-18";
const JOB: Job = {
  ...{ id: "7", kind: "build", key: `${DATE} bd7eb9632dba`, brief: {}, attempt: 1, isLast: false },
  signal: new AbortController().signal,
};

const hashes = (artifacts: Artifacts) =>
  Object.entries(artifacts).map(([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")]);

describe("a build by a worker", () => {
  it("gives the same bytes, and tells its stages' time and its remarks", async () => {
    const lines: Record<string, unknown>[] = [];
    const log = openLog("debug", { write: (line: string) => void lines.push(JSON.parse(line)) });
    const metrics = openMetrics();
    const build = (world = paperWorld()) => builtIssue(DATE, { world });
    const watched = await watchedBuild(paperWorld(), JOB, { log, metrics }, build);
    expect(hashes(watched.artifacts)).toEqual(hashes((await build()).artifacts));
    const { text } = await metrics.page();
    const stages = [...text.matchAll(/^tracker_build_stage_seconds_count\{stage="(\w+)"\} 1$/gm)];
    expect(stages.map(([, stage]) => stage).sort()).toEqual(
      ["check", "collect", "compute", "draw", "fill", "print", "render"].sort(),
    );
    const facts = { level: "debug", job: "7", kind: "build", issue: DATE };
    expect(lines).toMatchObject(
      ["collecting", "computing", "filling", "rendering"].map((msg) => ({ msg, ...facts })),
    );
  });
});
