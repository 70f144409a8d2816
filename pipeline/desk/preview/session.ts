import type { FaultDetail } from "../../errors.ts";
import { patienceWith } from "../../stages.ts";
import type { Change, FigureCard, State } from "./api.ts";
import { type Choice, queryOf } from "./choice.ts";
import { excerpted, faultsOf } from "./faults.ts";
import { figureCard } from "./figure-card.ts";
import { type Forms, formsOf } from "./forms.ts";
import { type IssueSetting, issueMaker, type MadeIssue } from "./issue-maker.ts";
import { once } from "./once.ts";
import { textsFolder, writersTexts } from "./writers-texts.ts";

/** What other rooms of the desk add to a state; each may take its time, for pages do not wait for it. */
export interface Additions {
  titles(issue: MadeIssue): readonly string[] | Promise<readonly string[]>;
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
  let issue: MadeIssue | null = null;
  let wrong: readonly FaultDetail[] = [];
  let version = 0;
  let told = "";

  const texts = () => {
    const printed = issue?.chosen ?? stages.sections;
    return writersTexts(textsFolder(root, choice.date), { printed, all: stages.sections }, steady.files);
  };
  const faults = (linted: readonly FaultDetail[]) => {
    const all = [...wrong, ...forms.faults(), ...linted];
    const each = new Map(all.map((one) => [`${one.place} ${one.message}`, one])).values();
    return Promise.all([...each].map((one) => excerpted(one, root, steady)));
  };
  const hasNews = async () => {
    const hashes = (await texts()).map(({ file, hash }) => [file, hash]);
    const now = JSON.stringify([forms.hashes(), await faults([]), hashes]);
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
    async state(offered) {
      // A form that is asked for in the same breath goes out first.
      await new Promise((go) => setImmediate(go));
      const { linted, ...added } = await look(issue, forms).catch((error: unknown) => ({
        ...NOTHING,
        linted: faultsOf(error),
      }));
      return {
        ...choice,
        ...offered,
        publication: issue?.filled.publication ?? "",
        ...change(),
        faults: await faults(linted),
        ...added,
        texts: await texts(),
        standing: await additions.standing(choice, root),
      };
    },
    figure: (id) => issue && figureCard(id, issue.report, issue.filled.ledger),
  };
}

type Added = Pick<State, "findings" | "statements" | "titles"> & { readonly linted: readonly FaultDetail[] };

const NOTHING: Added = { findings: [], statements: [], titles: [], linted: [] };

/** What is thought of an issue: once for the same words, page and templates. */
function seenMaker({ stages, choice }: IssueSetting, additions: Additions) {
  const added = once<Omit<Added, "linted">>();
  const linted = once<readonly FaultDetail[]>();
  return async (issue: MadeIssue | null, forms: Forms): Promise<Added> => {
    if (!issue) return NOTHING;
    const { job, chosen, snapshot, report, filled } = issue;
    const { texts } = job.content;
    const artifacts = forms.artifacts();
    const thought = await added(
      [snapshot, filled, artifacts, JSON.stringify(texts), job.vocabulary],
      async () => {
        const statements = await stages.statementsIn(job, report, snapshot);
        const patience = patienceWith(job, chosen);
        const { date } = choice;
        const checked = { date, snapshot, report, filled, artifacts, texts, statements, patience };
        return { findings: stages.check(checked), statements, titles: await additions.titles(issue) };
      },
    );
    // Branches that today's figures do not reach: nothing keeps the page from being shown, but no issue can be built.
    const found = await linted(
      [JSON.stringify(job.templates)],
      () => stages.lint(job.templates, stages.sections).faults,
    );
    return { ...thought, linted: found };
  };
}

function inPath(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
