import type { Finding } from "../model/finding.ts";
import { outFolder } from "../rebuild/out-folder.ts";
import { changedArtifacts, changedInputs, readRecord, recordName } from "../rebuild/record.ts";
import type { World } from "../world/world.ts";

/** Whether out/<date>/ still holds what was made, and whether what it was made from is still the same. */
export async function checkBuilt(
  issue: { readonly root: string; readonly date: string },
  { files }: Pick<World, "files">,
): Promise<readonly Finding[]> {
  const folder = outFolder(issue);
  const below = `out/${issue.date}`;
  const remedy = `Run: npx tracker build ${issue.date} with its source again.`;
  const refused = (place: string, message: string): Finding => ({
    gate: "built",
    verdict: "refused",
    place,
    message,
    remedy,
  });
  const record = await readRecord(folder, files);
  if (!record) return [refused(`${below}/${recordName}`, "There is no record of the build.")];
  const inputs = await changedInputs(record, issue.root, files);
  const artifacts = await changedArtifacts(record, folder, files);
  const findings = [
    ...inputs.map((path) => refused(path, "Changed since the issue was built.")),
    ...artifacts.map((name) => refused(`${below}/${name}`, "Is not the file that was built.")),
  ];
  return findings.length > 0 ? findings : [asBuilt(below)];
}

function asBuilt(below: string): Finding {
  const message = "All files are those that were built, from inputs that have not changed since.";
  return { gate: "built", verdict: "passed", place: `${below}/`, message };
}
