/** The parts of a parsed template that are looked at here; Handlebars' own types leave most of them to casts. */
export interface Place {
  readonly start: { readonly line: number; readonly column: number };
}

export interface PathExpression {
  readonly type: "PathExpression";
  readonly original: string;
  /** "view.rows.[0].name" is view, rows, 0, name. */
  readonly parts: readonly string[];
  /** How many `../` stand before it. */
  readonly depth: number;
  /** Begins with @. */
  readonly data: boolean;
  readonly loc: Place;
}

export interface LiteralExpression {
  readonly type: "StringLiteral" | "NumberLiteral" | "BooleanLiteral" | "NullLiteral" | "UndefinedLiteral";
  readonly value?: string | number | boolean;
  readonly loc: Place;
}

export interface Hash {
  readonly pairs: readonly { readonly key: string; readonly value: Expression; readonly loc: Place }[];
}

/** What every call has: `{{figure view.level decimals=1}}`. */
export interface Call {
  readonly path: PathExpression | LiteralExpression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
  readonly loc: Place;
}

export interface SubExpression extends Call {
  readonly type: "SubExpression";
}
export type Expression = PathExpression | LiteralExpression | SubExpression;

export interface Mustache extends Call {
  readonly type: "MustacheStatement";
  /** False for `{{{…}}}` and `{{&…}}`. */
  readonly escaped: boolean;
}

export interface Block extends Call {
  readonly type: "BlockStatement";
  readonly program?: Program;
  readonly inverse?: Program;
}

export interface PartialCall {
  readonly type: "PartialStatement";
  readonly name: PathExpression | LiteralExpression | SubExpression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
  readonly loc: Place;
}

export interface Content {
  readonly type: "ContentStatement";
  readonly original: string;
  readonly loc: Place;
}

export interface Comment {
  readonly type: "CommentStatement";
  readonly loc: Place;
}

/** What Handlebars also knows and this house does not use. */
export interface Unused {
  readonly type: "PartialBlockStatement" | "Decorator" | "DecoratorBlock";
  readonly loc: Place;
}

export type Statement = Mustache | Block | PartialCall | Content | Comment | Unused;

export interface Program {
  readonly type: "Program";
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}
