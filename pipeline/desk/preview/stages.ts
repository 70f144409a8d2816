import { check } from "../../check/check.ts";
import { compute, pickSections } from "../../compute/compute.ts";
import { fill } from "../../fill/fill.ts";
import { lintTemplates } from "../../fill/lint/lint.ts";
import { allSections } from "../../sections/all.ts";
import type { Section } from "../../sections/section.ts";
import { gather, pagesOf, statementsIn } from "../../stages.ts";

/** What makes an issue, stage by stage: a test counts the calls. */
export interface Stages {
  readonly sections: readonly Section[];
  readonly pickSections: typeof pickSections;
  readonly gather: typeof gather;
  readonly compute: typeof compute;
  readonly fill: typeof fill;
  readonly pagesOf: typeof pagesOf;
  readonly lint: typeof lintTemplates;
  readonly statementsIn: typeof statementsIn;
  readonly check: typeof check;
}

export const theStages: Stages = {
  sections: allSections,
  pickSections,
  gather,
  compute,
  fill,
  pagesOf,
  lint: lintTemplates,
  statementsIn,
  check,
};
