import type { Shape } from "../../sections/shape.ts";
import { helperSignatures } from "../helper-signatures.ts";
import { suggestion } from "../template-fault.ts";
import { checkCall, helperOf, neverHolds, shapeOfExpression, shapeOfPath, unknownHelper } from "./calls.ts";
import { called, itemOf, present, unknown } from "./field.ts";
import { inside, type Scope, turnOver } from "./scope.ts";
import type { Block, Mustache, PartialCall, Program, Statement } from "./syntax.ts";
import { merged, unprintable } from "./values.ts";
import type { Verdicts } from "./verdicts.ts";

/** What a walk through a template needs besides its place. */
export interface Walk {
  readonly verdicts: Verdicts;
  /** Names of the partials that there are. */
  readonly partials: readonly string[];
  /** Called with each partial and what it sees there. */
  readonly call: (name: string, scope: Scope, context: Shape) => void;
}

/** Every statement of a template, or of a block in it, with what it sees. */
export function walkProgram(program: Program | undefined, scope: Scope, walk: Walk): void {
  for (const statement of program?.body ?? []) walkStatement(statement, scope, walk);
}

function walkStatement(statement: Statement, scope: Scope, walk: Walk): void {
  switch (statement.type) {
    case "MustacheStatement":
      walkMustache(statement, scope, walk);
      break;
    case "BlockStatement":
      walkBlock(statement, scope, walk);
      break;
    case "PartialStatement":
      walkPartial(statement, scope, walk);
      break;
    case "ContentStatement":
    case "CommentStatement":
      break;
    default:
      walk.verdicts.say(
        { scope, loc: statement.loc, thing: "statement" },
        "Partial blocks and inline partials are not used here. Write the phrase as a file under templates/partials/.",
      );
  }
}

function walkMustache(mustache: Mustache, scope: Scope, { verdicts }: Walk): void {
  const { loc, path } = mustache;
  const say = (thing: string, wrong: string | null) => verdicts.say({ scope, loc, thing }, wrong);
  say("escaped", mustache.escaped ? null : "A triple-stash prints words unescaped. Use two braces.");
  const helper = helperOf(mustache, scope);
  if (helper !== null) {
    say("form", misplaced(helper, "inline") ?? (helper === "or" && !scope.varied ? OR : null));
    if (Object.hasOwn(helperSignatures, helper)) checkCall(helper, mustache, scope, verdicts);
  } else if (mustache.params.length > 0 || mustache.hash || path.type !== "PathExpression")
    say("helper", unknownHelper(mustache));
  else say("bare", unprintable(shapeOfPath(path, scope, verdicts), path.original));
}

const OR = "{{or}} parts the variants of {{#vary}} and stands inside it only.";

/** Why a helper cannot be written in this way, or null. */
function misplaced(helper: string, form: "inline" | "block"): string | null {
  const is = helperSignatures[helper]?.form ?? (helper === "lookup" ? "test" : "block");
  if (is === form) return null;
  if (is === "test") return `"${helper}" stands in brackets only: {{#if (${helper} …)}}.`;
  return is === "block"
    ? `"${helper}" is a block: write {{#${helper} …}}…{{/${helper}}}.`
    : `"${helper}" is no block: write {{${helper} …}}.`;
}

function walkBlock(block: Block, scope: Scope, walk: Walk): void {
  const { verdicts } = walk;
  const helper = helperOf(block, scope);
  const wrong = helper === null ? unknownHelper(block) : misplaced(helper, "block");
  verdicts.say({ scope, loc: block.loc, thing: "block" }, wrong);
  if (wrong !== null) {
    walkBlindly(block, scope, walk);
    return;
  }
  checkNames(block, helper!, scope, walk);
  if (helper === "if" || helper === "unless") {
    givenOne(block, scope, walk);
    // A branch for a word that the field never is here belongs to other callers of this partial.
    const [never, always] = helper === "if" ? [block.program, block.inverse] : [block.inverse, block.program];
    if (!neverHolds(block.params[0], scope)) walkProgram(never, scope, walk);
    walkProgram(always, scope, walk);
  } else if (helper === "each" || helper === "with") {
    walkProgram(block.program, stepInto(block, helper, scope, walk), walk);
    walkProgram(block.inverse, scope, walk);
  } else walkOwnBlock(block, helper!, scope, walk);
}

/** A block of a helper that there is not: what it would hand to its inside nobody knows. */
function walkBlindly(block: Block, scope: Scope, walk: Walk): void {
  for (const param of block.params) shapeOfExpression(param, scope, walk.verdicts);
  const names = Object.fromEntries((block.program?.blockParams ?? []).map((name) => [name, unknown]));
  walkProgram(block.program, inside(scope, unknown, names), walk);
  walkProgram(block.inverse, scope, walk);
}

/** The one word of {{#if}} and its like. */
function givenOne({ params, loc, path }: Block, scope: Scope, { verdicts }: Walk): Shape {
  const name = path.type === "PathExpression" ? path.original : "";
  const wrong = params.length === 1 ? null : `{{#${name}}} wants one word and is given ${params.length}.`;
  verdicts.say({ scope, loc, thing: "count" }, wrong);
  const [first = unknown] = params.map((param) => shapeOfExpression(param, scope, verdicts));
  return first;
}

function stepInto(block: Block, helper: "each" | "with", scope: Scope, walk: Walk): Scope {
  const given = present(givenOne(block, scope, walk));
  const [first, second] = block.program?.blockParams ?? [];
  const [only] = block.params;
  if (helper === "with") {
    // The same context again is no step that `../` would go back.
    const same = only?.type === "PathExpression" && !only.data && only.depth === 0 && only.parts.length === 0;
    const names = first === undefined ? {} : { [first]: given };
    return same ? { ...scope, names: { ...scope.names, ...names } } : inside(scope, given, names);
  }
  const item = itemOf(given);
  const wrong = item === null ? `{{#each}} walks a list and is given ${called(given)}.` : null;
  walk.verdicts.say({ scope, loc: block.loc, thing: "each" }, wrong);
  const turn = turnOver(given);
  const names = {
    ...(first !== undefined && { [first]: item ?? unknown }),
    ...(second !== undefined && { [second]: given.kind === "object" ? turn.key : turn.index }),
  };
  return { ...inside(scope, item ?? unknown, names), turns: [turn, ...scope.turns] };
}

/** {{#list}}, {{#vary}}, {{#chart}}. */
function walkOwnBlock(block: Block, helper: string, scope: Scope, walk: Walk): void {
  const { verdicts } = walk;
  const say = (thing: string, wrong: string | null) => verdicts.say({ scope, loc: block.loc, thing }, wrong);
  checkCall(helper, block, scope, verdicts);
  say("else", block.inverse ? `{{#${helper}}} has no {{else}}. Stand it in an {{#if}}.` : null);
  walkProgram(block.inverse, scope, walk);
  if (helper === "chart")
    say("alt", isEmpty(block.program) ? "A chart without alt text: its block says what it shows." : null);
  const [list] = block.params;
  const given = list === undefined ? unknown : shapeOfExpression(list, scope, verdicts);
  const within = {
    list: () => inside(scope, itemOf(given) ?? unknown),
    vary: () => ({ ...scope, varied: true }),
  };
  walkProgram(block.program, within[helper as keyof typeof within]?.() ?? scope, walk);
}

function isEmpty(program: Program | undefined): boolean {
  return (program?.body ?? []).every(
    (one) =>
      one.type === "CommentStatement" || (one.type === "ContentStatement" && one.original.trim() === ""),
  );
}

/** `as |name|` is for {{#each}} and {{#with}}, and hides no helper. */
function checkNames({ program, loc }: Block, helper: string, scope: Scope, { verdicts }: Walk): void {
  for (const name of program?.blockParams ?? []) {
    const wrong =
      helper !== "each" && helper !== "with"
        ? `{{#${helper}}} gives no names: "as |${name}|" is for {{#each}} and {{#with}}.`
        : Object.hasOwn(helperSignatures, name)
          ? `"${name}" is the name of a helper. Take another for "as |${name}|".`
          : null;
    verdicts.say({ scope, loc, thing: `as ${name}` }, wrong);
  }
}

function walkPartial(call: PartialCall, scope: Scope, walk: Walk): void {
  const { verdicts, partials } = walk;
  const { name, params, hash, loc } = call;
  const asked =
    name.type === "PathExpression"
      ? name.original
      : name.type === "SubExpression"
        ? null
        : String(name.value);
  const wrong =
    asked === null
      ? "A partial is named, not computed: choose between two with {{#if}}."
      : partials.includes(asked)
        ? null
        : `There is no partial "${asked}". ${suggestion(asked, partials)}`;
  verdicts.say({ scope, loc, thing: "partial" }, wrong);
  const [context = scope.contexts[0] ?? unknown] = params.map((one) =>
    shapeOfExpression(one, scope, verdicts),
  );
  const handed = (hash?.pairs ?? []).map(({ key, value }) => [
    key,
    shapeOfExpression(value, scope, verdicts),
  ]);
  const seen = handed.length === 0 ? context : merged(context, Object.fromEntries(handed));
  if (wrong === null && asked !== null) walk.call(asked, { ...scope, caller: placeOf(scope, call) }, seen);
}

function placeOf({ template }: Scope, { loc }: PartialCall): string {
  return `templates/${template}:${loc.start.line}`;
}
