import { relative } from "node:path";
import { PipelineError } from "../errors.ts";
import {
  APPROVAL_TABLES,
  approvalsFile,
  approvalsPath,
  approvalsSchema,
} from "../world/approvals/approvals.ts";
import { inFile } from "../world/archive/in-file.ts";
import { storeOn } from "../world/archive/on-postgres.ts";
import { carryIssues } from "../world/artifacts/carry-issues.ts";
import { openArtifactsOn } from "../world/artifacts/shared-files.ts";
import { type Carried, carryOver } from "../world/database/carry.ts";
import type { Holding } from "../world/database/copy.ts";
import { alone } from "../world/database/postgres/alone.ts";
import type { Lines } from "../world/database/postgres/lines.ts";
import { setAside } from "../world/database/set-aside.ts";
import { realFiles } from "../world/files.ts";
import { mailingPath, openMailingFile, openMailingOn } from "../world/mailing/open-mailing.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { databaseOf } from "./database-of.ts";
import { projectRoot } from "./project-root.ts";
import { archivePath } from "./stores.ts";
import { tableLines } from "./table.ts";

/** Another process that still writes is not waited for. */
const PATIENCE_MS = 1000;

/**
 * `migrate`: carries what a project keeps in files into the database that TRACKER_DATABASE names, looks at both sides by count and hash, and
 * sets the files aside. It can be run again where it was ended; of two at one moment the second is told to wait.
 */
export async function migrateCommand(
  invocation: Invocation,
  _operands: readonly string[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const lines = databaseOf(invocation);
  if (lines === null) throw noDatabase();
  return alone(lines, "carrying files into this database", () => carriedInto(root, lines));
}

async function carriedInto(root: string, lines: Lines): Promise<Outcome> {
  const stores = storesOf(root, lines);
  const carried: (Holding & { readonly holds: string })[] = [];
  for (const store of stores) {
    const holdings = await carryOver(store).finally(() => store.from.close());
    carried.push(...holdings.map((one) => ({ ...one, holds: store.holds })));
  }
  const issues = await carryIssues(realFiles, openArtifactsOn(lines), `${root}/out`);
  carried.push({ ...issues, holds: "built issues" });
  const aside = stores.map(({ path }) => setAside(path)).filter((path) => path !== null);
  const rows = carried.map(({ holds, table, rows: count, sha256 }) => [
    holds,
    table,
    String(count),
    sha256.slice(0, 16),
  ]);
  const text = [
    ...tableLines(["store", "table", "rows", "SHA-256 on both sides"], rows),
    `${lines.place} holds all of it.`,
    ...aside.map((path) => `Set aside: ${relative(root, path)}.`),
  ].join("\n");
  return { exit: 0, text, json: { database: lines.place, carried, aside } };
}

/** Each store in its file and in the database. The ledger of who got what comes last: until then it is where it was. */
function storesOf(root: string, lines: Lines): readonly (Carried & { readonly path: string })[] {
  const paths = { approvals: approvalsPath(root), archive: archivePath(root), mailing: mailingPath(root) };
  return [
    {
      ...{ holds: "approvals", path: paths.approvals, tables: APPROVAL_TABLES },
      ...{ from: approvalsFile(paths.approvals, PATIENCE_MS), to: approvalsSchema(lines) },
    },
    {
      ...{ holds: "the archive", path: paths.archive, tables: ARCHIVE_TABLES },
      ...{ from: inFile({ path: paths.archive, patienceMs: PATIENCE_MS }), to: storeOn(lines) },
    },
    {
      ...{ holds: "readers and deliveries", path: paths.mailing, tables: MAILING_TABLES },
      ...{ from: openMailingFile(paths.mailing, { patienceMs: PATIENCE_MS }), to: openMailingOn(lines) },
    },
  ];
}

const byId = (name: string) => ({ name, key: ["id"] });
const bySequence = (name: string) => ({ name, key: ["sequence"] });
const ARCHIVE_TABLES = [
  ...["places", "chains", "tellings", "checkpoints", "raw", "visits", "headlines"].map(byId),
  { name: "repeats", key: ["place", "at_ms", "visit"] },
];
const MAILING_TABLES = [
  { name: "facts", key: ["name"] },
  ...["mailboxes", "consents", "changes", "versions", "decisions"].map(bySequence),
  byId("readers"),
  { name: "suppressed", key: ["hash"] },
  { name: "files", key: ["sha256"] },
  { name: "deliveries", key: ["version", "recipient"] },
  { name: "senders", key: ["sender"] },
];

function noDatabase(): PipelineError {
  return new PipelineError({
    code: "usage",
    place: "TRACKER_DATABASE",
    message: "No database is named that things could be carried into.",
    remedy: "Set it to postgres://user:password@host:5432/database and run again.",
  });
}
