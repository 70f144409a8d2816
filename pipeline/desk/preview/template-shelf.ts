import { PipelineError } from "../../errors.ts";
import {
  partialName,
  type ReadyTemplate,
  type ReadyTemplates,
  type Templates,
} from "../../fill/templates.ts";
import { readyTemplates } from "../../rebuild/ready-templates.ts";
import type { World } from "../../world/world.ts";

/** Templates made ready; while they are the same, the same object. */
export type TemplateShelf = (templates: Templates) => Promise<ReadyTemplates>;

interface Shelved {
  readonly text: string;
  readonly ready: ReadyTemplate;
}

/** Keeps each template by its text: of a hundred and fifty, the one that was changed is compiled. */
export function templateShelf(world: Pick<World, "kept">): TemplateShelf {
  let shelf: ReadonlyMap<string, Shelved> = new Map();
  let last: ReadyTemplates | null = null;
  return async (templates) => {
    const names = Object.keys(templates).filter((name) => name.endsWith(".md.hbs"));
    const changed = names.filter((name) => shelf.get(name)?.text !== templates[name]);
    // A partial that is gone may be missed in any template.
    const isMissed = [...shelf.keys()].some((name) => partialName(name) !== null && !(name in templates));
    if (last && changed.length === 0 && names.length === shelf.size) return last;
    const hasFew = shelf.size > 0 && !isMissed;
    const few = hasFew ? await compiled(changed, templates) : null;
    const made =
      few ??
      (await readyTemplates(templates, world).catch(async (error: unknown) => {
        // What today's figures do not reach is told beside the page, and keeps nobody from seeing it.
        const all = hasFew ? null : await compiled(names, templates);
        if (!all) throw error;
        return all;
      }));
    const ready = names.flatMap((name) => {
      const one = made[name] ?? shelf.get(name)?.ready;
      return one ? [[name, { text: templates[name]!, ready: one }] as const] : [];
    });
    shelf = new Map(ready);
    last = Object.fromEntries(ready.map(([name, one]) => [name, one.ready]));
    return last;
  };
}

const CALLED = /\{\{~?#?>\s*"?([\w./-]+)/g;

/** Null where there is a mistake: who looks at all of them says it best. The partials that they call are there by name: no more is asked. */
async function compiled(names: readonly string[], templates: Templates): Promise<ReadyTemplates | null> {
  const { compileTemplates } = await import("../../fill/compile-templates.ts");
  const texts = names.map((name) => [name, templates[name]!] as const);
  const called = texts.flatMap(([, text]) =>
    [...text.matchAll(CALLED)].map(([, name]) => `partials/${name}.md.hbs`),
  );
  const others = called.filter((name) => name in templates).map((name) => [name, ""] as const);
  try {
    return pick(compileTemplates(Object.fromEntries([...others, ...texts])), names);
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

function pick(ready: ReadyTemplates, names: readonly string[]): ReadyTemplates {
  return Object.fromEntries(names.map((name) => [name, ready[name]!]));
}
