import { PipelineError } from "../errors.ts";
import type { ReadyTemplates, Templates } from "../fill/templates.ts";
import type { World } from "../world/world.ts";

/**
 * Templates made ready to print. While their texts stay the same, those of the issue or run before are taken, and Handlebars' compiler
 * is not even loaded. Texts that are new are looked at whole first: a mistake in a branch that today's figures do not reach is found too.
 *
 * @throws PipelineError template-invalid with every mistake of every template, by line
 */
export async function readyTemplates(
  templates: Templates,
  { kept }: Pick<World, "kept">,
): Promise<ReadyTemplates> {
  const texts = Object.entries(templates).filter(([name]) => name.endsWith(".hbs"));
  return kept.recall("templates", JSON.stringify(texts), async () => {
    const [{ compileTemplates }, { lintTemplates }, { allSections }] = await Promise.all([
      import("../fill/compile-templates.ts"),
      import("../fill/lint/lint.ts"),
      import("../sections/all.ts"),
    ]);
    const { faults } = lintTemplates(templates, allSections);
    if (faults.length > 0) throw new PipelineError(faults);
    return compileTemplates(templates);
  });
}
