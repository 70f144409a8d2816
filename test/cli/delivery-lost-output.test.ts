import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { cli, finished } from "../support/command-line.ts";
import { deliveryProject } from "../support/delivery-project.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { projectRoot } from "../support/worlds.ts";

/** The real command line, with its outputs turned elsewhere by a shell. */
const shell = async (words: string, redirected: string) => {
  const { exit, out, err } = await finished("/bin/sh", [
    "-c",
    `"${process.execPath}" "${cli}" ${words} ${redirected}; echo "exit $?"`,
  ]);
  expect(exit).toBe(0);
  return `${out}${err}`;
};

describe.concurrent("an output that is lost", () => {
  it("on a full disk is a fault and no list that ends too early", async () => {
    const root = temporaryFolder();
    for (const words of ["subscribers export", "receipts 2025-11-05 --csv"]) {
      const said = await shell(`${words} --root ${root}`, "> /dev/full");
      expect(said).toBe(
        "exit 1\nfault: The output cannot be written (ENOSPC). The disk is full: free some space and run again.\n",
      );
    }
  });

  it("behind a closed pipe, or where nobody hears the faults, changes no exit code", async () => {
    const root = temporaryFolder();
    expect(await shell(`subscribers list --root ${root}`, ">&-")).toBe("exit 0\n");
    expect(await shell(`send --limit 0 --root ${root}`, "2> /dev/full")).toBe("exit 2\n");
  });

  it("of a server's log does not end the server", async () => {
    const project = await deliveryProject({ readers: { free: 1 } });
    for (const folder of ["templates", "assets"])
      cpSync(join(projectRoot, folder), join(project.root, folder), { recursive: true });
    const words = [cli, "serve", "--port", "0", "--root", project.root];
    const child = spawn(process.execPath, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...project.environment },
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    try {
      let address = "";
      for await (const line of createInterface({ input: child.stdout })) {
        address = line;
        break;
      }
      child.stderr.destroy();
      for (let times = 0; times < 3; times += 1)
        expect((await fetch(`${address}subscribe`)).status).toBe(200);
    } finally {
      child.kill("SIGTERM");
    }
    expect(await ended).toBe(0);
  });
});

it.each([["/no/such/folder"], [cli], ["''"]])("--root %s, which is no folder, makes none", async (root) => {
  const said = await shell(`subscribers add ada@example.com --root ${root}`, "");
  expect(said).toMatch(/^exit 2\nfault: --root names no folder: ".*"\. Write the path/);
});
