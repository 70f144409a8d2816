import type { Scope } from "./scope.ts";
import type { Place } from "./syntax.ts";

/** What was said of one thing at one place, in every call of its template. */
interface Said {
  readonly template: string;
  readonly place: Place["start"];
  readonly thing: string;
  readonly rule: Rule;
  times: number;
  readonly wrong: { readonly message: string; readonly caller: string | null }[];
}

/**
 * Most things are wrong if they are wrong `once`: a field that is not there for one of a partial's callers. A comparison is wrong only if
 * it is `always`: a partial may ask for what only some of its callers have.
 */
export type Rule = "once" | "always";

export interface Where {
  readonly scope: Pick<Scope, "template" | "caller">;
  readonly loc: Place;
  /** Tells apart what is said of one place: a path, a helper's argument. */
  readonly thing: string;
}

/** Verdicts on everything that is looked at, told once however often a partial is called. */
export interface Verdicts {
  say(where: Where, wrong: string | null, rule?: Rule): void;
  /** How many paths were followed. */
  readonly paths: () => number;
  readonly wrong: () => readonly {
    readonly template: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}

export const PATH = "path";

export function openVerdicts(): Verdicts {
  const all = new Map<string, Said>();
  return {
    say({ scope: { template, caller }, loc: { start }, thing }, wrong, rule = "once") {
      const key = `${template}:${start.line}:${start.column}:${thing}`;
      const said = all.get(key) ?? { template, place: start, thing, rule, times: 0, wrong: [] };
      said.times += 1;
      if (wrong !== null) said.wrong.push({ message: wrong, caller });
      all.set(key, said);
    },
    paths: () => [...all.values()].filter(({ thing }) => thing === PATH).length,
    wrong: () =>
      [...all.values()]
        .filter(({ rule, times, wrong }) => wrong.length > 0 && (rule === "once" || wrong.length === times))
        .map((said) => ({
          template: said.template,
          line: said.place.line,
          column: said.place.column + 1,
          message: messageOf(said),
        })),
  };
}

/** A partial that is wrong for some callers only says for which. */
function messageOf({ times, wrong }: Said): string {
  const [{ message, caller } = { message: "", caller: null }] = wrong;
  return caller !== null && wrong.length < times ? `${message} It is called so in ${caller}.` : message;
}
