import type { Shape } from "../../sections/shape.ts";
import { partialName } from "../templates.ts";
import { layoutSlots } from "./contexts.ts";
import { unknown } from "./field.ts";
import { nameOf, partialsCalled } from "./partial-calls.ts";
import type { Scope } from "./scope.ts";
import { openShapeIds } from "./shape-ids.ts";
import type { Program } from "./syntax.ts";
import type { Verdicts } from "./verdicts.ts";
import { type Walk, walkProgram } from "./walk.ts";

/** So many kinds of context a partial is followed into; whoever calls it in more ways is told nothing of the rest. */
const MOST_CONTEXTS = 200;

interface Known {
  /** What the templates see that no other calls. */
  readonly contexts: Readonly<Record<string, Shape>>;
  /** Names of the partials that there are. */
  readonly partials: readonly string[];
}

/**
 * Walks every template with what it is shown, and every partial with what each of its calls shows it.
 *
 * @returns templates that nobody says, walked without knowing what they would see
 */
export function followAll(
  programs: ReadonlyMap<string, Program>,
  { contexts, partials }: Known,
  verdicts: Verdicts,
): readonly string[] {
  const seen = new Map<string, Set<string>>();
  const open: string[] = [];
  const idOf = openShapeIds();
  const walk: Walk = {
    verdicts,
    partials,
    call: (name, scope, context) => follow(`partials/${name}.md.hbs`, scope, context),
  };
  const follow = (template: string, from: Scope, context: Shape) => {
    const program = programs.get(template);
    const known = seen.get(template) ?? new Set();
    const turns = from.turns.map(({ key }) => idOf(key)).join();
    const key = [idOf(context), turns, idOf(from.root)].join("|");
    // One that is open already calls itself: that is told elsewhere.
    if (!program || open.includes(template) || known.has(key) || known.size >= MOST_CONTEXTS) return;
    seen.set(template, known.add(key));
    open.push(template);
    walkProgram(program, { ...from, template, contexts: [context], names: {}, varied: false }, walk);
    open.pop();
  };
  for (const [template, context] of Object.entries({ ...contexts, ...layoutSlots }))
    follow(template, outermost(template, context), context);
  const unseen = [...programs.keys()].filter((template) => !seen.has(template));
  for (const template of unseen) follow(template, outermost(template, unknown), unknown);
  const called = new Set([...programs.values()].flatMap(partialsCalled).map(nameOf));
  return unseen.filter((template) => !called.has(partialName(template)));
}

function outermost(template: string, context: Shape): Scope {
  const layout = /^(layouts|site|mail)\//.test(template);
  return {
    template,
    layout,
    contexts: [context],
    turns: [],
    names: {},
    root: context,
    varied: false,
    caller: null,
  };
}
