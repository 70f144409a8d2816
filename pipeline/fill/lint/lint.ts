import type { FaultDetail } from "../../errors.ts";
import { TemplateMistake, templateFault } from "../template-fault.ts";
import { partialName, type Templates } from "../templates.ts";
import { contextsOf, type Shown } from "./contexts.ts";
import { followAll } from "./follow.ts";
import { parseTemplate } from "./parse.ts";
import { loopsOf } from "./partial-calls.ts";
import type { Program } from "./syntax.ts";
import { openVerdicts } from "./verdicts.ts";
import { wordFaults } from "./word-faults.ts";

/** What is wrong with templates as they are written, whatever the day's figures are. */
export interface Linted {
  /** By template and line. */
  readonly faults: readonly FaultDetail[];
  /** Templates that nobody says: looked at as far as that goes without knowing what they would see. */
  readonly unused: readonly string[];
  readonly templates: number;
  /** Paths that were followed to what they lead to. */
  readonly paths: number;
}

/** A fault and where it is, until all are sorted. */
interface Placed {
  readonly template: string;
  readonly line: number;
  readonly column: number | null;
  readonly message: string;
}

/** Every path of every template and partial, followed through blocks and calls with the shapes that the sections' schemas give. */
export function lintTemplates(templates: Templates, sections: readonly Shown[]): Linted {
  const names = Object.keys(templates).filter((name) => name.endsWith(".hbs"));
  const { programs, unread } = readAll(templates, names);
  const verdicts = openVerdicts();
  // One that cannot be read is there all the same: who calls it is not wrong.
  const partials = names.flatMap((name) => partialName(name) ?? []);
  const unused = followAll(programs, { contexts: contextsOf(sections), partials }, verdicts);
  const worded = [...programs.keys()].flatMap((template) =>
    wordFaults(template, templates[template]!).map((fault) => ({ template, column: null, ...fault })),
  );
  const all = [...unread, ...worded, ...loopFaults(programs), ...verdicts.wrong()];
  const faults = onceEach(all.sort(byPlace)).flatMap(({ template, line, column, message }) =>
    templateFault(template, line, message).faults.map((fault) =>
      column === null ? fault : { ...fault, column },
    ),
  );
  return { faults, unused, templates: names.length, paths: verdicts.paths() };
}

function readAll(templates: Templates, names: readonly string[]) {
  const programs = new Map<string, Program>();
  const unread: Placed[] = [];
  for (const template of names) {
    try {
      programs.set(template, parseTemplate(template, templates[template]!));
    } catch (error) {
      if (!(error instanceof TemplateMistake)) throw error;
      unread.push({ template, line: error.line ?? 1, column: error.column, message: error.message });
    }
  }
  return { programs, unread };
}

function loopFaults(programs: ReadonlyMap<string, Program>): readonly Placed[] {
  const partials = new Map(
    [...programs].flatMap(([path, program]) => {
      const name = partialName(path);
      return name === null ? [] : [[name, program] as const];
    }),
  );
  return loopsOf(partials).map(({ from, call, path }) => ({
    template: `partials/${from}.md.hbs`,
    line: call.loc.start.line,
    column: call.loc.start.column + 1,
    message: `A template that loops: ${path.join(" calls ")}. A partial calls neither itself nor one that calls it.`,
  }));
}

/** The same said twice of one line helps nobody. */
function onceEach(faults: readonly Placed[]): readonly Placed[] {
  const said = ({ template, line, message }: Placed) => `${template}:${line}: ${message}`;
  return [...new Map(faults.map((fault) => [said(fault), fault])).values()];
}

function byPlace(a: Placed, b: Placed): number {
  if (a.template !== b.template) return a.template < b.template ? -1 : 1;
  return a.line - b.line;
}
