import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programVersion } from "../../../pipeline/cli/asked-issues.ts";
import { queuedDays } from "../../../pipeline/cli/backfill-queued.ts";
import { type BuildRequest, buildRequest } from "../../../pipeline/cli/build-request.ts";
import { buildOrder, buildPlace } from "../../../pipeline/cli/jobs/build-job.ts";
import type { Workplace } from "../../../pipeline/cli/jobs/workplace.ts";
import { contentVersions } from "../../../pipeline/world/content-version.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { openLog } from "../../../pipeline/world/log.ts";
import { openMetrics } from "../../../pipeline/world/metrics.ts";
import type { Brief, Queue } from "../../../pipeline/world/queue/queue.ts";
import { changeFile, fileOf, smallProject, writeFile } from "../../support/command-line.ts";
import { startPostgres } from "../../support/postgres.ts";
import { projectRoot } from "../../support/worlds.ts";
import { quickQueue, workUntil } from "../../world/queue/working.ts";

const DATE = "2025-09-04";
const now = "2025-09-05T22:00:00Z";
const invocation = { arguments: [], environment: {}, root: projectRoot, terminal: false };
const program = programVersion(invocation);
const request = buildRequest({ sample: true, only: "md" });
const never = new AbortController().signal;
const root = smallProject();

const ordered = (more: { root?: string; program?: string; request?: BuildRequest } = {}) =>
  buildOrder({
    ...{ date: DATE, now, request, program, priority: 0 },
    content: contentVersions(more.root ?? root, null)(DATE),
    ...more,
  });
/** As it comes out of PostgreSQL, which sorts keys in its own way. */
const kept = (brief: Brief): Brief =>
  JSON.parse(JSON.stringify(brief), (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      : value,
  );
const jobOf = (brief: Brief) => ({
  ...({ id: "1", kind: "build", key: DATE, attempt: 1, isLast: false, signal: never } as const),
  brief: kept(brief),
});

let place: Workplace;
beforeAll(async () => {
  const log = openLog("silent");
  const queue = {} as Queue;
  place = await buildPlace({ invocation, root, queue, log, metrics: openMetrics(), stop: never }, 0);
});
afterAll(() => place.close());

describe("a job to build a day", () => {
  it("leaves an issue that build finds as its own, and tells what the gates say", async () => {
    const told = await place.doer(jobOf(ordered().brief));
    expect(told).toMatchObject({
      date: DATE,
      came: "built",
      editions: [{ edition: "free", folder: `out/${DATE}`, refused: { simulated: 1 } }],
      faults: [],
    });
    const { request: text } = JSON.parse(fileOf(root, `out/${DATE}/build.json`));
    expect(text).toBe(JSON.stringify([program, { ...request, edition: "free" }]));
    expect(await place.doer(jobOf(ordered().brief))).toMatchObject({ came: "unchanged" });
  });

  it("is refused by a worker of another program, or one whose content is another", async () => {
    const other = smallProject();
    changeFile(other, "templates/issue.md.hbs", "#", "##");
    const told = (brief: Brief): Promise<Error> =>
      place.doer(jobOf(brief)).then(
        () => new Error("It was done."),
        (error) => error,
      );
    expect(await told(ordered({ program: "f".repeat(64) }).brief)).toMatchObject({
      code: "worker-differs",
      message: `The order to build ${DATE} asks for the program ffffffffffff and this worker has ${program.slice(0, 12)}. Bring content/, templates/, assets/ and the program of all machines to the same commit, and start the worker again.`,
    });
    expect((await told(ordered({ root: other }).brief)).message).toMatch(
      /asks for the content [0-9a-f]{12} and this worker has [0-9a-f]{12}\. Bring/,
    );
    expect(await told({ date: DATE, with: "another form" })).toMatchObject({ code: "worker-differs" });
  });

  it("has a key of its own for another request, program, content or text of the day, and for nothing else", () => {
    const other = smallProject();
    expect(ordered({ root: other }).key).toBe(ordered().key);
    writeFile(other, "content/issues/2025-09-03/ig-spread.md", "Of another day.");
    expect(ordered({ root: other }).key).toBe(ordered().key);
    writeFile(other, `content/issues/${DATE}/ig-spread.md`, "Of this day.");
    const keys = [
      ordered(),
      ordered({ root: other }),
      ordered({ program: "another" }),
      ordered({ request: buildRequest({ sample: true }) }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    expect(keys.every((key) => /^2025-09-04 [0-9a-f]{12}$/.test(key))).toBe(true);
  });

  it("has the fault of a day as its result, and is tried again where the disk is at fault", async () => {
    const missing = buildRequest({ data: "/nowhere" });
    const content = contentVersions(root, "/nowhere")(DATE);
    const { brief } = buildOrder({ date: DATE, now, request: missing, program, content, priority: 0 });
    expect(await place.doer(jobOf(brief))).toMatchObject({ date: DATE, came: "failed", editions: [] });
    const full = smallProject();
    writeFile(full, "out", "A file where a folder is to be.");
    const machine = { invocation, root: full, queue: {} as Queue, log: openLog("silent") };
    const elsewhere = await buildPlace({ ...machine, metrics: openMetrics(), stop: never }, 0);
    await expect(elsewhere.doer(jobOf(ordered().brief))).rejects.toMatchObject({ code: "disk" });
    await elsewhere.close();
  });
});

it("a day whose order is given up has failed, with the reason", async () => {
  const address = await (await startPostgres()).database();
  const [queue, worker] = [quickQueue(address), quickQueue(address)];
  const build = async ({ brief }: { brief: Brief }) => {
    if (brief.date === DATE) throw new Error("No browser on this machine.");
    return { date: brief.date, came: "built", editions: [], faults: [] };
  };
  const working = workUntil(worker, { build }, { ended: 2, isHopeless: () => true });
  const building = { root, request, version: program, files: realFiles, outside: null };
  const days = [DATE, "2025-09-05"];
  const rows = await queuedDays({ terminal: false }, queue, { days, building });
  expect(rows).toMatchObject([
    {
      date: DATE,
      came: "failed",
      faults: [{ code: "job-given-up", message: "No browser on this machine." }],
    },
    { date: "2025-09-05", came: "built" },
  ]);
  await working;
  await Promise.all([queue.close(), worker.close()]);
}, 60_000);
