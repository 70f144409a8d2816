import type { FaultDetail } from "../../errors.ts";
import type { Artifacts } from "../../model/artifacts.ts";
import { patienceWith, printedTexts } from "../../stages.ts";
import type { Change, FigureCard, State } from "./api.ts";
import { type Choice, queryOf } from "./choice.ts";
import { excerpted, faultsOf } from "./faults.ts";
import { figureCard } from "./figure-card.ts";
import { type Forms, formsOf } from "./forms.ts";
import { type IssueSetting, issueMaker, type MadeIssue } from "./issue-maker.ts";
import { once } from "./once.ts";
import { publicationIn, standingIn } from "./outside-issue.ts";
import { textsFolder, writersTexts } from "./writers-texts.ts";

/** What other rooms of the desk add to a state; each may take its time, for pages do not wait for it. */
export interface Additions {
  titles(issue: MadeIssue): readonly string[] | Promise<readonly string[]>;
  /** One short phrase. @throws PipelineError where the files that it is read from are wrong */
  standing(choice: Choice, root: string): string | Promise<string>;
}

export const nothingAdded: Additions = {
  titles: () => [],
  standing: () => "draft",
};

/** One issue that is looked at: what was made of it, and what is wrong with it now. */
export interface Session {
  readonly choice: Choice;
  readonly forms: Pick<Forms, "show" | "picture">;
  /** Takes in the files as they are now; true where a page would show something else. */
  refresh(): Promise<boolean>;
  /** Looks at what today's figures do not reach, after `refresh`; true where a page would show something else. */
  lint(): Promise<boolean>;
  /** True where something a page shows became another since it was last asked, such as a form that could not be made. */
  hasNews(): Promise<boolean>;
  change(): Change;
  state(offered: Pick<State, "dates" | "sources">): Promise<State>;
  figure(id: string): FigureCard | null;
}

export function openSession(setting: IssueSetting, additions: Additions): Session {
  const { choice, root, steady, stages } = setting;
  const make = issueMaker(setting);
  const forms = formsOf(setting, (name) => `/issue/file/${inPath(name)}?${queryOf(choice)}`);
  const look = seenMaker(setting, additions);
  const lint = linter(setting);
  let issue: MadeIssue | null = null;
  let wrong: readonly FaultDetail[] = [];
  let linted: readonly FaultDetail[] = [];
  let version = 0;
  let told = "";

  const texts = () => {
    const printed = issue?.chosen ?? stages.sections;
    return writersTexts(textsFolder(root, choice.date), { printed, all: stages.sections }, steady.files);
  };
  const faults = (further: readonly FaultDetail[] = []) => {
    const all = [...wrong, ...forms.faults(), ...linted, ...further];
    const each = new Map(all.map((one) => [`${one.place} ${one.message}`, one])).values();
    return Promise.all([...each].map((one) => excerpted(one, root, steady)));
  };
  const hasNews = async () => {
    const hashes = (await texts()).map(({ file, hash }) => [file, hash]);
    const now = JSON.stringify([forms.hashes(), await faults(), hashes]);
    if (now === told) return false;
    told = now;
    version += 1;
    return true;
  };
  const change = (): Change => ({ version, forms: forms.hashes() });
  return {
    choice,
    forms,
    hasNews,
    change,
    async refresh() {
      try {
        issue = await make();
        wrong = [];
        await forms.take(issue);
      } catch (error) {
        wrong = faultsOf(error);
      }
      return hasNews();
    },
    async lint() {
      if (issue) linted = await lint(issue);
      return hasNews();
    },
    async state(offered) {
      // A form that is asked for in the same breath goes out first.
      await new Promise((go) => setImmediate(go));
      const { thoughtless, ...added } = await look(issue, forms);
      if (issue) linted = await lint(issue);
      const { standing, unread } = await standingIn(() => additions.standing(choice, root));
      const publication = issue?.filled.publication ?? (await publicationIn(setting));
      // Those that were found just now make a version of their own.
      await hasNews();
      return {
        ...choice,
        ...offered,
        publication,
        ...change(),
        faults: await faults([...thoughtless, ...unread]),
        ...added,
        texts: await texts(),
        standing,
      };
    },
    figure: (id) => issue && figureCard(id, issue.report, issue.filled.ledger),
  };
}

interface Seen extends Pick<State, "findings" | "statements" | "titles"> {
  /** Why nothing could be thought of it. */
  readonly thoughtless: readonly FaultDetail[];
}

const NOTHING: Seen = { findings: [], statements: [], titles: [], thoughtless: [] };

/** What is thought of an issue: once for the same words, page and vocabulary. */
function seenMaker({ stages, choice }: IssueSetting, additions: Additions) {
  const seenOf = once<Seen>();
  const see = async (issue: MadeIssue, artifacts: Artifacts): Promise<Seen> => {
    const { job, chosen, snapshot, report, filled } = issue;
    const statements = await stages.statementsIn(job, report, snapshot);
    const patience = patienceWith(job, chosen);
    const texts = printedTexts(job, report);
    const checked = { date: choice.date, snapshot, report, filled, artifacts, texts, statements, patience };
    const findings = stages.check(checked);
    return { findings, statements, titles: await additions.titles(issue), thoughtless: [] };
  };
  return async (issue: MadeIssue | null, forms: Forms): Promise<Seen> => {
    if (!issue) return NOTHING;
    const { job, snapshot, filled } = issue;
    const artifacts = forms.artifacts();
    const from = [snapshot, filled, artifacts, JSON.stringify(job.content.texts), job.vocabulary];
    return seenOf(from, () => see(issue, artifacts)).catch((error: unknown) => ({
      ...NOTHING,
      thoughtless: faultsOf(error),
    }));
  };
}

/** Branches that today's figures do not reach: nothing keeps the page from being shown, but no issue can be built. */
function linter({ stages }: IssueSetting) {
  const lintedOf = once<readonly FaultDetail[]>();
  return ({ job: { templates } }: MadeIssue): Promise<readonly FaultDetail[]> =>
    lintedOf([JSON.stringify(templates)], () => stages.lint(templates, stages.sections).faults).catch(
      faultsOf,
    );
}

function inPath(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
