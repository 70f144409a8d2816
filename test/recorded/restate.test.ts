import { expect, it } from "vitest";
import { cli, finished, projectCopy, writeFile } from "../support/command-line.ts";
import { madeUpReaders, readersCsv } from "../support/delivered/made-up-readers.ts";
import { mailFolder } from "../support/delivered/mail-folder.ts";
import { FROM, LIST_ID, SITE } from "../support/delivered/real-issue.ts";
import { LINK_KEY } from "../support/delivery-project.ts";
import { collecting } from "./collecting.ts";
import { PATIENT } from "./evenings.ts";
import { startUpstream } from "./upstream.ts";

const DATE = "2025-11-05";

it("an issue of the archive is not called wrong for what came later; a typo is mended in what was known then", async () => {
  const [upstream, server, root] = [
    await startUpstream(`${DATE}T22:30:00Z`),
    await mailFolder(),
    projectCopy(),
  ];
  const relays = [{ name: "local", host: "127.0.0.1", port: server.port, tls: "none" }];
  writeFile(
    root,
    "content/delivery.yaml",
    JSON.stringify({ from: FROM, listId: LIST_ID, site: SITE, relays }),
  );
  writeFile(root, "readers.csv", readersCsv(madeUpReaders(6)));
  const environment = {
    ...process.env,
    TRACKER_MIRROR: upstream.url,
    FRED_API_KEY: undefined,
    TRACKER_LINK_KEY: LINK_KEY,
  };
  const run = async (...words: readonly string[]) => {
    const { out, err, exit } = await finished(process.execPath, [cli, ...words, "--root", root], environment);
    if (exit !== 0) throw new Error(`${words.join(" ")}: ${exit} ${err} ${out}`);
    return out;
  };
  // Without the pauses between requests that the command keeps, which take longer than all the rest; live-issue.test.ts has it whole.
  const collect = async (date: string) => {
    const desk = collecting({ upstream, archiveFile: `${root}/.tracker/archive.sqlite`, settings: PATIENT });
    await desk.round(date);
    await desk.close();
  };
  try {
    await collect(DATE);
    await run("build", DATE, "--edition", "both");
    await run("approve", DATE, "--edition", "both", "--by", "One");
    await run("subscribers", "import", `${root}/readers.csv`, "--consent", "made up", "--by", "One");
    await run("send", DATE, "--late");
    expect(await run("restate")).toContain("2 issues looked at, 0 moved");
    await upstream.setNow("2025-11-06T22:30:00Z");
    await collect("2025-11-06");
    // The spread of the day came a day later: the issue, which said that its level was of the day before, was not wrong.
    expect(await run("restate", "--above", "0.1")).toContain("2 issues looked at, 0 moved");
    writeFile(root, `content/issues/${DATE}/lead.md`, "Spreads sleep.\n");
    const typo = await run("correct", DATE, "--cause", "typo", "--note", "The lead was missing.");
    for (const tier of ["free", "paid"])
      expect(typo).toContain(
        `${DATE}/${tier}/1 is corrected: 0 figures, 1 line of text\n  + Spreads sleep.\n`,
      );
    const revised = await run(
      "correct",
      DATE,
      "--cause",
      "revised source",
      "--note",
      "The spread came since.",
    );
    expect(revised).toContain("  ig-spread.level: 83.0 bp → 81.0 bp\n");
    await run("approve", DATE, "--edition", "both", "--by", "One");
    await run("send", DATE, "--late");
    expect(await run("restate")).toContain("2 issues looked at, 0 moved");
  } finally {
    await upstream.close();
  }
  expect(server.count()).toBe(12);
}, 400_000);
