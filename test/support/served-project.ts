import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { mailingPath, openMailingFile } from "../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../pipeline/world/mailing/subscriber-id.ts";
import { type DeliveryProject, deliveryProject } from "./delivery-project.ts";
import { projectRoot } from "./worlds.ts";

export const INTAKE_KEY = "an-intake-key-that-must-never-be-printed";

export interface ServedProject extends DeliveryProject {
  /** "http://127.0.0.1:41234". */
  readonly address: string;
  readonly port: number;
  /** What the server wrote to stderr, line by line. */
  readonly log: readonly string[];
  /** The list, through a connection of its own. */
  readonly subscribers: ReturnType<typeof openSubscribers>;
  /** As a system does; gives the exit code. */
  stop(): Promise<number | null>;
}

interface Serving {
  readonly relayPort: number;
  readonly readers?: Readonly<{ free?: number; paid?: number }>;
  readonly options?: readonly string[];
}

const program = join(projectRoot, "pipeline/cli.ts");

/** A project with `serve` running over it, as a process of its own. */
export async function servedProject(serving: Serving): Promise<ServedProject> {
  const { relayPort, readers = { free: 1 }, options = [] } = serving;
  const project = await deliveryProject({ relayPort, readers });
  for (const folder of ["templates", "assets"])
    cpSync(join(projectRoot, folder), join(project.root, folder), { recursive: true });
  const words = [program, "serve", "--port", "0", "--root", project.root, ...options];
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...project.environment, TRACKER_INTAKE_KEY: INTAKE_KEY },
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const first = await Promise.race([firstLine(child.stdout), ended]);
  if (typeof first !== "string") throw new Error(`serve ended with ${first}: ${log.join("\n")}`);
  const file = openMailingFile(mailingPath(project.root));
  const address = first.replace(/\/$/, "");
  return {
    ...project,
    address,
    port: Number(new URL(address).port),
    log,
    subscribers: openSubscribers(file, { newId: newSubscriberId }),
    async stop() {
      await file.close();
      child.kill("SIGTERM");
      return ended;
    },
  };
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string | null> {
  for await (const line of createInterface({ input: output })) return line;
  return null;
}
