import type { ReadyTemplates, Templates } from "../fill/templates.ts";
import type { World } from "../world/world.ts";

/**
 * Templates made ready to print. While their texts stay the same, those of the issue or run before are taken, and Handlebars' compiler
 * is not even loaded.
 *
 * @throws PipelineError template-invalid with every template's first mistake, by line
 */
export async function readyTemplates(
  templates: Templates,
  { kept }: Pick<World, "kept">,
): Promise<ReadyTemplates> {
  const texts = Object.entries(templates).filter(([name]) => name.endsWith(".md.hbs"));
  return kept.recall("templates", JSON.stringify(texts), async () => {
    const { compileTemplates } = await import("../fill/compile-templates.ts");
    return compileTemplates(templates);
  });
}
