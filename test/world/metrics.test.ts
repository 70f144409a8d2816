import { afterEach, describe, expect, it } from "vitest";
import { openMetrics } from "../../pipeline/world/metrics.ts";
import { serveMetrics } from "../../pipeline/world/metrics-server.ts";
import type { Standing } from "../../pipeline/world/queue/queue.ts";
import type { Served } from "../../pipeline/world/serve.ts";

const WAITING: Standing = { kind: "build", state: "waiting", count: 3, oldestSeconds: 12.5 };
const valuesOf = (text: string) => text.split("\n").filter((line) => line && !line.startsWith("#"));

describe("metrics", () => {
  it("tell jobs by kind and state, and the age of the oldest", async () => {
    const metrics = openMetrics(async () => [
      WAITING,
      { ...WAITING, state: "dead", count: 0, oldestSeconds: null },
    ]);
    const { text, type } = await metrics.page();
    expect(type).toMatch(/^text\/plain/);
    expect(valuesOf(text)).toEqual(
      expect.arrayContaining([
        "tracker_queue_up 1",
        'tracker_jobs{kind="build",state="waiting"} 3',
        'tracker_jobs{kind="build",state="dead"} 0',
        'tracker_jobs_oldest_seconds{kind="build",state="waiting"} 12.5',
        'tracker_jobs_oldest_seconds{kind="build",state="dead"} 0',
      ]),
    );
  });

  it("tell how long jobs took by outcome, and what else is counted, and nothing of the process", async () => {
    const metrics = openMetrics();
    const sent = metrics.counter({ name: "messages_total", help: "Mails.", labels: ["outcome"] });
    const stage = metrics.durations({ name: "build_seconds", help: "Builds.", labels: ["stage"] });
    const rate = metrics.level({ name: "send_rate", help: "Mails a second.", labels: [] });
    metrics.jobEnded({ kind: "build", outcome: "done" }, 0.2);
    metrics.jobEnded({ kind: "build", outcome: "done" }, 20);
    sent({ outcome: "accepted" }, 5);
    sent({ outcome: "accepted" });
    stage({ stage: "render" }, 2);
    rate({}, 7.5);
    const lines = valuesOf((await metrics.page()).text);
    expect(lines).toEqual(
      expect.arrayContaining([
        'tracker_job_seconds_bucket{le="0.25",kind="build",outcome="done"} 1',
        'tracker_job_seconds_bucket{le="30",kind="build",outcome="done"} 2',
        'tracker_job_seconds_count{kind="build",outcome="done"} 2',
        'tracker_messages_total{outcome="accepted"} 6',
        'tracker_build_seconds_sum{stage="render"} 2',
        "tracker_send_rate 7.5",
      ]),
    );
    expect(lines.filter((line) => !line.startsWith("tracker_"))).toEqual([]);
  });

  it("are told though the queue cannot be asked", async () => {
    const metrics = openMetrics(async () => {
      throw new Error("away");
    });
    metrics.jobEnded({ kind: "build", outcome: "dead" }, 1);
    const lines = valuesOf((await metrics.page()).text);
    expect(lines).toContain("tracker_queue_up 0");
    expect(lines).toContain('tracker_job_seconds_count{kind="build",outcome="dead"} 1');
  });
});

describe("the metrics' server", () => {
  let served: Served | null = null;
  afterEach(async () => {
    await served?.close();
    served = null;
  });
  const asked = async (path: string, health: () => Promise<unknown> = async () => 1, method = "GET") => {
    await served?.close();
    served = await serveMetrics({
      port: 0,
      metrics: openMetrics(async () => [WAITING]),
      health,
      patienceMs: 100,
    });
    const reply = await fetch(`http://127.0.0.1:${served.port}${path}`, { method });
    return { status: reply.status, type: reply.headers.get("content-type"), text: await reply.text() };
  };

  it("answers on this machine with the page and with how it is", async () => {
    expect(await asked("/metrics")).toMatchObject({
      status: 200,
      type: expect.stringMatching(/^text\/plain; version=0\.0\.4/),
      text: expect.stringContaining('tracker_jobs{kind="build",state="waiting"} 3'),
    });
    expect(await asked("/health?x=1")).toEqual({
      status: 200,
      type: "application/json",
      text: '{"status":"ok"}\n',
    });
    expect((await asked("/")).status).toBe(404);
    expect((await asked("/metrics", undefined, "POST")).status).toBe(405);
  });

  it("is unwell where what it needs fails or does not answer, and says no more", async () => {
    const unwell = { status: 503, type: "application/json", text: '{"status":"unwell"}\n' };
    expect(await asked("/health", () => Promise.reject(new Error("postgres://a:s3cret@b")))).toEqual(unwell);
    expect(await asked("/health", () => new Promise(() => undefined))).toEqual(unwell);
  });
});
