import type { Finding } from "../model/finding.ts";
import { outFolder } from "../products.ts";
import { changedArtifacts, changedInputs, readRecord } from "../rebuild/record.ts";
import type { World } from "../world/world.ts";

/** Whether out/<date>/ still holds what was made, and whether what it was made from is still the same. */
export async function checkBuilt(
  place: { readonly root: string; readonly date: string },
  { files }: Pick<World, "files">,
): Promise<readonly Finding[]> {
  const folder = outFolder(place);
  const record = await readRecord(folder, files);
  const remedy = `Run: npx tracker build ${place.date} with its source again.`;
  if (!record)
    return [
      {
        gate: "built",
        verdict: "refused",
        place: `out/${place.date}/build.json`,
        message: "There is no record of the build.",
        remedy,
      },
    ];
  const [inputs, artifacts] = await Promise.all([
    changedInputs(record, files),
    changedArtifacts(record, folder, files),
  ]);
  const short = (path: string) => path.replace(`${place.root}/`, "");
  const findings: Finding[] = [
    ...inputs.map(
      (path): Finding => ({
        gate: "built",
        verdict: "refused",
        place: short(path),
        message: "Changed since the issue was built.",
        remedy,
      }),
    ),
    ...artifacts.map(
      (name): Finding => ({
        gate: "built",
        verdict: "refused",
        place: `out/${place.date}/${name}`,
        message: "Is not the file that was built.",
        remedy,
      }),
    ),
  ];
  if (findings.length > 0) return findings;
  return [
    {
      gate: "built",
      verdict: "passed",
      place: `out/${place.date}/`,
      message: "All files are those that were built, from inputs that have not changed since.",
    },
  ];
}
