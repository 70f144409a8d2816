import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mailingPath } from "../../pipeline/world/mailing/open-mailing.ts";
import { chances } from "../support/chaos/chance.ts";
import { counted } from "../support/chaos/counted.ts";
import { farMailServer } from "../support/chaos/far-mail-server.ts";
import { chaosProject } from "../support/chaos/project.ts";
import { sending } from "../support/chaos/sender-process.ts";
import { smallDisk, withoutSmallDisk } from "../support/chaos/small-disk.ts";
import { expectWhole, isFull, sized, TIME } from "../support/chaos/told.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KIB = 1024;

describe("a disk that is full", () => {
  const without = withoutSmallDisk();

  // Where nothing may be mounted it stands for the one below; a full run has both.
  it.skipIf(!isFull && without === null)(
    "for the ledger: the sender stops with a fault, and goes on where it stood when there is space",
    async () => {
      const times = sized(2, 30);
      const readers = sized(40, 5000);
      const server = await farMailServer({ seed: 51, delayMs: sized(20, 10) });
      const project = await chaosProject(server.port, readers);
      const chance = chances(51);
      let failed = 0;
      for (let limit = 0; limit < times; limit += 1) {
        // The shell's limit of what a file may grow to, in half kilobytes: the database's own log meets it.
        const blocks = Math.ceil(statSync(mailingPath(project.root)).size / 512 + 2 * (40 + chance() * 150));
        const shell = ["sh", "-c", `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`];
        const { exit, err } = await sending(project, shell).ended;
        if (exit === 1 && err.includes("cannot be read or written")) failed += 1;
      }
      const runs = times + (await project.finish(2));
      const { balance } = await counted(project.addresses, project, [server]);
      expectWhole({
        title: "files that may not grow",
        balance,
        faults: { "runs that met the limit": failed },
        runs,
      });
      if (isFull) expect(failed).toBeGreaterThan(0);
    },
    TIME,
  );

  it.skipIf(without !== null)(
    "altogether (skipped where nothing may be mounted)",
    async () => {
      const times = sized(2, 30);
      const readers = sized(40, 5000);
      const server = await farMailServer({ seed: 52, delayMs: sized(20, 10) });
      const root = temporaryFolder();
      const disk = smallDisk(`${root}/.tracker`, 24);
      const project = await chaosProject(server.port, readers, { root });
      const chance = chances(52);
      let failed = 0;
      for (let time = 0; time < times; time += 1) {
        const sender = sending(project);
        // Full from the beginning, or from some letter on.
        if (chance() < 0.7) {
          const letters = (await server.kept(0)) + Math.ceil((chance() * readers) / times);
          await Promise.race([server.kept(letters), sender.ended]);
        }
        disk.fill(chance() * sized(12, 60) * KIB);
        const { exit, err } = await sender.ended;
        if (exit === 1 && err.includes("cannot be read or written")) failed += 1;
        disk.clear();
      }
      const runs = times + (await project.finish(2));
      const { balance } = await counted(project.addresses, project, [server]);
      expectWhole({
        title: "disk full",
        balance,
        faults: { "disk filled": times, "runs that met it": failed },
        runs,
      });
      if (isFull) expect(failed).toBeGreaterThan(0);
    },
    TIME,
  );
});
