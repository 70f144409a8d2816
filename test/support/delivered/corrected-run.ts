import type { Options } from "../../../pipeline/cli/command.ts";
import { subscribersCommand } from "../../../pipeline/cli/subscribers-command.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";
import { writeFile } from "../command-line.ts";
import { changedFile, dataFolder } from "../data-folder.ts";
import { come } from "../in-process.ts";
import { type ApprovedIssue, approvedIssue } from "./approved-issue.ts";
import type { KnownReader } from "./letter-checks.ts";
import { type MadeUpReader, madeUpReaders } from "./made-up-readers.ts";
import { type MailFolder, mailFolder } from "./mail-folder.ts";
import { DATE, type RealIssue, realIssue, writeLead } from "./real-issue.ts";
import { importReaders, knownReaders } from "./ten-thousand.ts";

export const NOTES = {
  second: "The level of investment-grade spreads was read from the wrong row.",
  third: "The lead named the wrong market.",
};

/** In the order in which they are served. */
const TIERS = ["paid", "free"] as const;

/** All that happened to an issue that was sent to some, corrected, and corrected again. */
export interface CorrectedRun {
  readonly readers: readonly MadeUpReader[];
  readonly known: ReadonlyMap<string, KnownReader>;
  readonly server: MailFolder;
  readonly issue: RealIssue;
  readonly approved: ReadonlyMap<string, ApprovedIssue>;
  /** Who has the first version, or may have. */
  readonly had: ReadonlySet<string>;
  /** One whose letter came and was not answered for, and one whose letter was lost with the line. */
  readonly uncertain: readonly string[];
  /** What readers get to whom something happens between the first version and the second. */
  readonly fates: ReadonlyMap<string, readonly string[]>;
  /** What the command line said. */
  readonly told: Readonly<Record<Told, string>>;
}

type Told = "stopped" | "changed" | "correct" | "unapproved" | "second" | "again" | "third" | "fourth";

/**
 * Sends the first version to a share of each tier, changes the list, mends a figure and corrects, mends a word and corrects again; all by the
 * command line.
 */
export async function correctedRun({
  count,
  share,
}: {
  readonly count: number;
  readonly share: number;
}): Promise<CorrectedRun> {
  const readers = madeUpReaders(count);
  const data = dataFolder();
  const server = await mailFolder();
  const sections = "sections: [key-figures, ig-spread]\npaidOnly: []";
  const issue = await realIssue({ data, sections, port: server.port });
  await importReaders(issue, readers);
  const first = await knownReaders(issue);
  const approved = new Map<string, ApprovedIssue>();
  const told: Partial<Record<Told, string>> = {};
  /** In the order in which they are written to. */
  const inTurn = (tier: Tier) =>
    readers
      .filter((reader) => reader.tier === tier)
      .map(({ address }) => first.get(address)!)
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ address }) => address);
  const approve = async (number: number) => {
    await issue.approve();
    for (const tier of TIERS) {
      const one = approvedIssue(issue, tier, number);
      approved.set(one.version, one);
    }
  };
  const send = ["send", DATE, "--late", "--list-change", "90"];

  await approve(1);
  const [, unanswered = "", , lost = ""] = inTurn("free");
  await server.conduct({ slowMs: count > 1000 ? 0 : 30, cutAfter: [unanswered], lose: [lost] });
  const stopped: string[] = [];
  for (const tier of TIERS) {
    const before = server.count();
    const enough = Math.round(inTurn(tier).length * share);
    const ran = await issue.stoppedWhen(() => server.count() - before >= enough, ...send, "--tier", tier);
    stopped.push(`exit ${ran.exit}: ${ran.out}`);
  }
  told.stopped = stopped.join("");
  await server.conduct({});
  const uncertain = [unanswered, lost];
  const had = new Set([...server.letters().map(({ to }) => to), lost]);
  const fates = await changeTheList(issue, { had, uncertain, free: inTurn("free"), paid: inTurn("paid") });

  const mended = changedFile("fred/BAMLC0A0CM.csv", `${DATE},0.81`, `${DATE},0.88`);
  for (const [path, text] of Object.entries(mended)) writeFile(data, path, text);
  told.changed = await issue.expect(3, ...send);
  told.correct = await issue.expect(0, "correct", DATE, "--cause", "our mistake", "--note", NOTES.second);
  told.unapproved = await issue.expect(3, ...send);
  await approve(2);
  told.second = await issue.expect(0, ...send);

  writeLead(issue.root, "Yields sleep while spreads rise.");
  told.again = await issue.expect(0, "correct", DATE, "--cause", "typo", "--note", NOTES.third);
  await approve(3);
  told.third = await issue.expect(0, ...send);
  told.fourth = (await issue.run("correct", DATE, "--cause", "typo", "--note", "Nothing.")).err;

  const known = new Map([...first, ...(await knownReaders(issue))]);
  return {
    readers,
    known,
    server,
    issue,
    approved,
    had,
    uncertain,
    fates,
    told: told as Record<Told, string>,
  };
}

/** Some leave, some come, some change their tier. */
async function changeTheList(
  issue: RealIssue,
  {
    had,
    uncertain,
    ...turns
  }: {
    readonly had: ReadonlySet<string>;
    readonly uncertain: readonly string[];
    readonly free: readonly string[];
    readonly paid: readonly string[];
  },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [withIt, without] = [true, false].map((isHad) =>
    turns.free.filter((address) => had.has(address) === isHad && !uncertain.includes(address)),
  );
  const [leaver = "", removed = "", mover = ""] = withIt!;
  const [never = "", late = ""] = without!;
  const paused = turns.paid.find((address) => had.has(address)) ?? "";
  const list = (does: string, address: string, options: Options = {}) =>
    come(subscribersCommand, issue.root, [does, address], { by: "Desk", ...options });
  const consent = "asked by telephone";
  const came = [
    await list("unsubscribe", leaver),
    await list("remove", removed),
    await list("unsubscribe", never),
    await list("add", mover, { tier: "paid", consent }),
    await list("add", late, { tier: "paid", consent }),
    await list("pause", paused),
    await list("add", "new@reader.test", { tier: "free", consent }),
  ];
  if (came.some(({ exit }) => exit !== 0)) throw new Error(JSON.stringify(came));
  return new Map([
    [leaver, ["free/1"]],
    [removed, ["free/1"]],
    [never, []],
    [mover, ["free/1", "Correction: free/2", "Correction: free/3"]],
    [late, ["paid/2", "Correction: paid/3"]],
    [paused, ["paid/1"]],
    ["new@reader.test", ["free/2", "Correction: free/3"]],
  ]);
}
