import { PipelineError } from "../../errors.ts";
import { SampleScenariosSchema } from "../../model/sample.ts";
import type { World } from "../../world/world.ts";
import { readYaml } from "./read-yaml.ts";

/** The simulated days that may be asked for, by name, with what each is. @throws PipelineError config-invalid, by line */
export async function readScenarios(
  root: string,
  { files }: Pick<World, "files">,
): Promise<Readonly<Record<string, string>>> {
  const place = "content/sample/scenarios.yaml";
  const bytes = await files.read(`${root}/${place}`);
  const read = readYaml(bytes && new TextDecoder().decode(bytes), place, SampleScenariosSchema);
  if (!read.value) throw new PipelineError(read.faults);
  return Object.fromEntries(Object.entries(read.value).map(([name, { says }]) => [name, says]));
}
