import { PipelineError } from "../../errors.ts";
import { type Theme, ThemeSchema } from "../../model/theme.ts";
import type { World } from "../../world/world.ts";
import { themeFileFaults } from "./theme-files.ts";

const PLACE = "content/theme.yaml";

/**
 * How the desk's issues look. While its text stays the same it is not parsed again; the files that it names are looked at every time.
 *
 * @throws PipelineError config-invalid with every fault, by line
 */
export async function readTheme(root: string, world: Pick<World, "files" | "kept">): Promise<Theme> {
  const bytes = await world.files.read(`${root}/${PLACE}`);
  const text = bytes && new TextDecoder().decode(bytes);
  const theme = await world.kept.recall("theme", JSON.stringify(text), () => checkedTheme(text));
  const faults = await themeFileFaults(theme, root, world);
  if (faults.length === 0) return theme;
  const { fault } = await parsed(text);
  throw new PipelineError(faults.map(({ field, message, remedy }) => fault(field, message, remedy)));
}

async function checkedTheme(text: string | null): Promise<Theme> {
  const { value, faults, fault } = await parsed(text);
  if (!value) throw new PipelineError(faults);
  const { colourFaults } = await import("./theme-faults.ts");
  const wrong = colourFaults(value, fault);
  if (wrong.length > 0) throw new PipelineError(wrong);
  return value;
}

async function parsed(text: string | null) {
  const { readYaml } = await import("./read-yaml.ts");
  return readYaml(text, PLACE, ThemeSchema);
}
