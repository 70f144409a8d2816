import type { Finding } from "../model/finding.ts";
import { type IssuePlace, outFolder, placeName, placeWords } from "../rebuild/issue-place.ts";
import { changedArtifacts, changedInputs, otherEdition, readRecord, recordName } from "../rebuild/record.ts";
import type { World } from "../world/world.ts";

/** Whether an issue's folder still holds what was made, and whether what it was made from is still the same. */
export async function checkBuilt(
  issue: IssuePlace,
  { files }: Pick<World, "files">,
): Promise<readonly Finding[]> {
  const folder = outFolder(issue);
  const below = placeName(issue);
  const remedy = `Run: npx tracker build ${placeWords(issue)} with its source again.`;
  const refused = (place: string, message: string): Finding => ({
    gate: "built",
    verdict: "refused",
    place,
    message,
    remedy,
  });
  const record = await readRecord(folder, files);
  if (!record) return [refused(`${below}/${recordName}`, "There is no record of the build.")];
  const stranger = otherEdition(issue, record);
  if (stranger !== null) return [refused(`${below}/${recordName}`, stranger)];
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
