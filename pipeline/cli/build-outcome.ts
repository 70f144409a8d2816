import type { Finding } from "../model/finding.ts";
import type { BuildRecord } from "../rebuild/record.ts";
import { realFiles } from "../world/files.ts";
import type { Outcome } from "./command.ts";

/** What `build` says of an issue that it made. */
export function builtOutcome(date: string, files: readonly string[], findings: readonly Finding[]): Outcome {
  const charts = files.filter((name) => name.startsWith("charts/")).length;
  const pages = files.filter((name) => !name.startsWith("charts/") && !name.endsWith(".json"));
  const told = findings.filter(({ verdict }) => verdict === "refused" || verdict === "noted");
  const lines = told
    .sort((a, b) => (a.verdict === b.verdict ? 0 : a.verdict === "refused" ? -1 : 1))
    .map((finding) => `${finding.verdict} [${finding.gate}] ${findingText(finding)}`);
  const head = `out/${date}/: ${pages.join(", ")}, ${count(charts, "chart file")}`;
  return outcome({ date, files, findings, unchanged: false }, [head, ...lines]);
}

/** What it says where nothing had changed; what the gates found stands in the issue's own findings. */
export async function unchangedOutcome(
  root: string,
  date: string,
  { artifacts }: BuildRecord,
): Promise<Outcome> {
  const bytes = await realFiles.read(`${root}/out/${date}/findings.json`);
  const findings: Finding[] = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
  const head = `out/${date}/ is up to date: nothing that it was made from has changed.`;
  return outcome({ date, files: Object.keys(artifacts), findings, unchanged: true }, [head]);
}

/** A finding in one line, without its verdict and gate. */
export function findingText({ place, message, remedy }: Finding): string {
  return `${place}: ${message}${remedy ? ` ${remedy}` : ""}`;
}

/** "1 finding", "2 findings". */
export function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? "" : "s"}`;
}

interface Told {
  readonly date: string;
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  readonly unchanged: boolean;
}

function outcome({ date, files, findings, unchanged }: Told, lines: readonly string[]): Outcome {
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const refuse = refused === 1 ? "refuses" : "refuse";
  const sum = `${count(refused, "gate finding")} ${refuse} this issue; see: npx tracker check ${date}`;
  return {
    exit: 0,
    text: [...lines, ...(refused > 0 ? [sum] : [])].join("\n"),
    json: { date, folder: `out/${date}`, unchanged, files, findings },
  };
}
