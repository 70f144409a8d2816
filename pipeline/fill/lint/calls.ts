import type { Shape } from "../../sections/shape.ts";
import { type HelperSignature, helperSignatures, type Taken } from "../helper-signatures.ts";
import { suggestion } from "../template-fault.ts";
import { wordFault } from "./chart-names.ts";
import { fieldOf, present, unknown } from "./field.ts";
import { resolve, type Scope } from "./scope.ts";
import type { Call, Expression, PathExpression } from "./syntax.ts";
import { incomparable, literalShape, misfit } from "./values.ts";
import { PATH, type Verdicts } from "./verdicts.ts";

/** Blocks of Handlebars itself: how many words each takes, and which it takes by name. */
export const blocks = ["if", "unless", "each", "with"] as const;
const builtIn: readonly string[] = [...blocks, "lookup"];

/** The name of the helper that a call calls; null for what only names a field. */
export function helperOf({ path }: Call, { names, layout }: Scope): string | null {
  if (path.type !== "PathExpression") return null;
  const { original, parts, depth, data } = path;
  const simple = !data && depth === 0 && parts.length === 1 && original === parts[0];
  const isHelper = (!layout && Object.hasOwn(helperSignatures, original)) || builtIn.includes(original);
  return simple && isHelper && !Object.hasOwn(names, original) ? original : null;
}

export function unknownHelper({ path }: Call): string {
  const asked = path.type === "PathExpression" ? path.original : JSON.stringify(path.value);
  return `There is no helper "${asked}". ${suggestion(asked, [...Object.keys(helperSignatures), ...builtIn])}`;
}

/** What an expression comes to; every path in it is looked at. */
export function shapeOfExpression(expression: Expression, scope: Scope, verdicts: Verdicts): Shape {
  if (expression.type === "PathExpression") return shapeOfPath(expression, scope, verdicts);
  if (expression.type !== "SubExpression") return literalShape(expression);
  const helper = helperOf(expression, scope);
  const at = { scope, loc: expression.loc, thing: "call" };
  if (helper === null || (blocks as readonly string[]).includes(helper)) {
    verdicts.say(at, unknownHelper(expression));
    for (const param of argumentsOf(expression)) shapeOfExpression(param, scope, verdicts);
    return unknown;
  }
  if (helper === "lookup") return shapeOfLookup(expression, scope, verdicts);
  const { form } = helperSignatures[helper]!;
  verdicts.say(at, form === "block" ? `{{#${helper}}} is a block and cannot stand in brackets.` : null);
  checkCall(helper, expression, scope, verdicts);
  return form === "test" ? { kind: "boolean" } : { kind: "text", date: false };
}

function argumentsOf({ params, hash }: Pick<Call, "params" | "hash">): readonly Expression[] {
  return [...params, ...(hash?.pairs.map(({ value }) => value) ?? [])];
}

export function shapeOfPath(path: PathExpression, scope: Scope, verdicts: Verdicts): Shape {
  const { found, wrong } = resolve(path, scope);
  verdicts.say({ scope, loc: path.loc, thing: PATH }, wrong);
  return found;
}

/** A field that is named by a word is that field; one that is computed may be any. */
function shapeOfLookup(call: Call, scope: Scope, verdicts: Verdicts): Shape {
  const [from = unknown, name = unknown] = call.params.map((one) => shapeOfExpression(one, scope, verdicts));
  const word = name.kind === "enum" && name.values.length === 1 ? String(name.values[0]) : null;
  if (word === null) return unknown;
  const { found, wrong } = fieldOf(from, word);
  verdicts.say({ scope, loc: call.loc, thing: "lookup" }, wrong);
  return found;
}

/** The words that a helper is given, each where it is wrong. */
export function checkCall(helper: string, call: Call, scope: Scope, verdicts: Verdicts): void {
  const signature = helperSignatures[helper]!;
  const given = call.params.map((param) => shapeOfExpression(param, scope, verdicts));
  verdicts.say({ scope, loc: call.loc, thing: "count" }, wrongCount(helper, signature, given.length));
  for (const [index, shape] of given.entries()) {
    const taken = signature.takes[index] ?? signature.further;
    const wrong = taken === undefined ? null : (misfit(helper, taken, shape) ?? alwaysThere(helper, shape));
    verdicts.say({ scope, loc: call.params[index]!.loc, thing: `argument ${index}` }, wrong);
  }
  checkNamed(helper, call, { given, scope, verdicts });
  if (helper === "is") checkComparison(call, given, { scope, verdicts });
}

function wrongCount(helper: string, { takes, further }: HelperSignature, given: number): string | null {
  const least = takes.length + (further ? 1 : 0);
  if (given === takes.length || (further && given >= least)) return null;
  const wants = `${further ? `${least} words or more` : least === 1 ? "one word" : least === 0 ? "no word" : `${least} words`}`;
  return `The helper "${helper}" wants ${wants} and is given ${given}.`;
}

/** A list is there even when it is empty: only {{#if}} and (not …) look into it. */
function alwaysThere(helper: string, shape: Shape): string | null {
  if ((helper !== "any" && helper !== "all") || present(shape).kind !== "list") return null;
  return `A list is there for (${helper} …) even when it is empty. Ask for its length.`;
}

interface Given {
  readonly given: readonly Shape[];
  readonly scope: Scope;
  readonly verdicts: Verdicts;
}

function checkNamed(helper: string, { hash }: Call, { given, scope, verdicts }: Given): void {
  const { named = {} } = helperSignatures[helper]!;
  for (const { key, value, loc } of hash?.pairs ?? []) {
    const shape = shapeOfExpression(value, scope, verdicts);
    const wrong =
      named === "words"
        ? wordFault(given[0] ?? unknown, key)
        : Object.hasOwn(named, key)
          ? wrongNamed(`${helper} ${key}=`, named[key]!, shape)
          : `The helper "${helper}" takes no "${key}". ${suggestion(key, Object.keys(named))}`;
    verdicts.say({ scope, loc, thing: `named ${key}` }, wrong);
  }
}

function wrongNamed(name: string, taken: Taken | readonly string[], shape: Shape): string | null {
  if (typeof taken === "string") return misfit(name, taken, shape);
  return incomparable({ kind: "enum", values: taken }, shape);
}

/** Each word of `(is field "a" "b")` is one that the field may have. */
function checkComparison(
  { params }: Call,
  [left = unknown, ...others]: readonly Shape[],
  { scope, verdicts }: Omit<Given, "given">,
): void {
  for (const [index, other] of others.entries())
    verdicts.say(
      { scope, loc: params[index + 1]!.loc, thing: `compared ${index}` },
      incomparable(left, other),
      "always",
    );
}

/** True for `(is field "word")` where the field is never one of the words here. */
export function neverHolds(condition: Expression | undefined, scope: Scope): boolean {
  if (condition?.type !== "SubExpression" || helperOf(condition, scope) !== "is") return false;
  const shapes = condition.params.map((one) =>
    one.type === "PathExpression"
      ? resolve(one, scope).found
      : one.type === "SubExpression"
        ? unknown
        : literalShape(one),
  );
  const [left = unknown, ...others] = shapes;
  return others.length > 0 && others.every((other) => incomparable(left, other) !== null);
}
