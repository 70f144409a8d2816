import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../pipeline/model/finding.ts";
import { keepBuild } from "../../pipeline/rebuild/keep.ts";
import { hashOf } from "../../pipeline/rebuild/record.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { fileOf } from "./command-line.ts";

/** Everything that an approval binds to, in a few bytes each. */
export const MADE_UP_FORMS = {
  "issue.md": '---\ntitle: "Spreads widen: 91 bp"\nedition: free\n---\n\n# Spreads widen: 91 bp\n',
  "issue.html": '<h2 id="ig-spread">Investment-grade spread</h2>',
  "issue.pdf": "%PDF a4",
  "issue-letter.pdf": "%PDF letter",
  "email.html": "<p>mail</p>",
  "email.txt": "mail",
  "charts/vix.png": "dots",
};

export interface MadeUpIssue {
  readonly forms?: Readonly<Record<string, string>>;
  readonly findings?: readonly Finding[];
  readonly request?: unknown;
  /** Beside that of content/tracker.yaml: its folder is named after it. */
  readonly beside?: "free" | "paid";
}

const PASSED: Finding = { gate: "simulated", verdict: "passed", place: "snapshot", message: "Observed." };

/** An issue in out/<date>/ that nobody had to compute, from the texts of its day. */
export async function makeUpIssue(root: string, date: string, made: MadeUpIssue = {}): Promise<void> {
  const { forms = MADE_UP_FORMS, findings = [PASSED], request = {}, beside } = made;
  const texts = { ...forms, "findings.json": JSON.stringify(findings) };
  const bytes = Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  const day = `content/issues/${date}`;
  const names = await realFiles.list(join(root, day));
  const inputs = Object.fromEntries([
    [`${day}/`, hashOf(names.join("\n"))],
    ...names.map((name) => [`${day}/${name}`, hashOf(fileOf(root, `${day}/${name}`))]),
  ]);
  const record = { request: JSON.stringify(["version", request]), inputs, made: {}, generation: null };
  await keepBuild(
    Object.fromEntries(bytes),
    record,
    { folder: join(root, "out", beside ? `${date}-${beside}` : date), record: null },
    realFiles,
  );
}

/** Every file below a folder that is not hidden work of ours. */
export function namesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}
