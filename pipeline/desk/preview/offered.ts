import { dayIn } from "../../rebuild/issue-place.ts";
import type { Files, World } from "../../world/world.ts";
import { readScenarios } from "../settings/read-scenarios.ts";
import type { State } from "./api.ts";

/** The dates that are written for or built, newest first, with the one that is looked at. */
export async function offeredDates(
  root: string,
  shown: string,
  files: Pick<Files, "list">,
): Promise<State["dates"]> {
  const named = [...(await files.list(`${root}/content/issues`)), ...(await files.list(`${root}/out`))];
  return [...new Set([shown, ...named.flatMap((name) => dayIn(name)?.date ?? [])])].sort().reverse();
}

/** Where figures may come from: the archive, the folder that was named, and each scenario. One that cannot be read offers nothing. */
export async function offeredSources(
  root: string,
  hasData: boolean,
  files: Pick<World["files"], "read" | "list">,
): Promise<State["sources"]> {
  const scenarios = await readScenarios(root, { files: { ...files, ...READ_ONLY } }).catch(() => ({}));
  return [
    { id: "archive", says: "What was collected." },
    ...(hasData ? [{ id: "data", says: "The folder that was named with --data." }] : []),
    ...Object.entries(scenarios).map(([name, says]) => ({
      id: `sample:${name}`,
      says: `Simulated: ${says}`,
    })),
  ];
}

const READ_ONLY = { write: refused, remove: refused };

function refused(): Promise<never> {
  throw new Error("Nothing is written while scenarios are read.");
}
