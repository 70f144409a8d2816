import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMailing } from "../../pipeline/cli/mailing-world.ts";
import { type DeliveryProject, deliveryProject, LINK_KEY } from "../support/delivery-project.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { eventually } from "../support/processes.ts";
import { sendOf } from "../support/sending.ts";
import { projectRoot } from "../support/worlds.ts";

const PASSWORD = "a-password-that-must-never-be-printed";
const READERS = 6;

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer({ logins: { desk: PASSWORD } });
});
afterEach(() => server.close());

const project = async (): Promise<DeliveryProject> => {
  const own = await deliveryProject({
    relayPort: server.port,
    readers: { free: READERS },
    relay: { connections: 1, login: true },
  });
  const login = { TRACKER_SMTP_LOCAL_USER: "desk", TRACKER_SMTP_LOCAL_PASSWORD: PASSWORD };
  return { ...own, environment: { ...own.environment, ...login } };
};

interface Child {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly exit: number | null;
    readonly signal: string | null;
    readonly out: string;
    readonly err: string;
  }>;
}

/** A process of its own: signals and deaths are real. */
function sending({ root, date, environment }: DeliveryProject, terminal = false): Child {
  const script = `import { sendCommand } from ${JSON.stringify(join(projectRoot, "pipeline/cli/send-command.ts"))};
    const [root, date] = process.argv.slice(1);
    const invocation = { arguments: [], environment: process.env, root, terminal: ${terminal} };
    const { exit, text } = await sendCommand(invocation, [date], { root, late: true });
    process.stdout.write(text);
    process.exitCode = exit;`;
  const words = ["--input-type=module", "-e", script, root, date];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment } as NodeJS.ProcessEnv,
  });
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<readonly [number | null, string | null]>((resolve) =>
      child.on("close", (...how) => resolve(how)),
    ),
  ]).then(([out, err, [exit, signal]]) => ({ exit, signal, out, err }));
  return { child, ended };
}

async function tallyOf({ root }: DeliveryProject) {
  const mailing = openMailing({ environment: {} }, root);
  try {
    return await mailing.deliveries.tally("2025-11-05/free/1");
  } finally {
    await mailing.close();
  }
}

describe("a sending that a person stops", () => {
  it("lets what is under way come to its end, says how to go on, and the next run sends the rest once", async () => {
    const own = await project();
    server.fail(({ moment }) => (moment === "end" ? { slowMs: 150 } : null));
    const { child, ended } = sending(own, true);
    expect(await eventually(() => server.kept.length > 0)).toBe(true);
    child.kill("SIGINT");
    const { exit, out, err } = await ended;
    expect(exit).toBe(1);
    expect(err).toContain("Stopping: what is under way comes to its end.");
    expect(out).toMatch(
      /It was stopped as asked, and nothing is in doubt by that\. Go on: npx tracker send 2025-11-05 --late/,
    );
    for (const secret of [LINK_KEY, PASSWORD]) expect(out + err).not.toContain(secret);
    const tally = await tallyOf(own);
    expect(tally).toMatchObject({ uncertain: 0, "handed over": 0, accepted: server.kept.length });
    expect(tally.accepted).toBeLessThan(READERS);
    server.fail(null);
    expect((await sendOf(own)).exit).toBe(0);
    expect([...server.counts().values()]).toEqual(Array(READERS).fill(1));
  });

  it("ends at once at the second signal: what had no answer is uncertain, nothing is doubled", async () => {
    const own = await project();
    server.fail(({ moment }) => (moment === "after" && server.kept.length > 1 ? "silence" : null));
    const { child, ended } = sending(own);
    expect(await eventually(() => server.kept.length > 1)).toBe(true);
    child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ signal: "SIGTERM", out: "" });
    server.fail(null);
    const { exit, text: told } = await sendOf(own);
    expect(exit).toBe(1);
    expect(told).toContain("2025-11-05/free/1: 5 of 6 accepted, 4 in this run");
    expect(told).toMatch(/ {2}1 uncertain: /);
    expect([...server.counts().values()]).toEqual(Array(READERS).fill(1));
  });
});

describe("two sendings at once", () => {
  it("send each letter once, and the second one says who is sending", async () => {
    const own = await project();
    server.fail(({ moment }) => (moment === "end" ? { slowMs: 100 } : null));
    const { child, ended } = sending(own);
    expect(await eventually(() => server.kept.length > 0)).toBe(true);
    const second = await sendOf(own);
    expect(second.exit).toBe(1);
    expect(second.faults).toEqual([
      expect.stringMatching(
        new RegExp(`2025-11-05/free/1: Process ${child.pid} on .* has been sending this version since .*`),
      ),
    ]);
    expect(await ended).toMatchObject({ exit: 0 });
    expect([...server.counts().values()]).toEqual(Array(READERS).fill(1));
  });
});
