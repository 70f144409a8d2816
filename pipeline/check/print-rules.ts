import type { PdfFacts } from "../paper/facts.ts";
import type { PageFacts } from "../paper/page-facts.ts";

export interface PrintFault {
  readonly verdict: "noted" | "refused";
  /** Counted from 1; null where it is not of one page. */
  readonly page: number | null;
  readonly message: string;
  readonly remedy: string;
}

type Rule = (facts: PdfFacts) => readonly PrintFault[];

/** An issue is read within a quarter of an hour; far more pages mean that something has run away. */
const PAGES = { fewest: 4, most: 16, refused: 40 };
/** Shares of a page's height: below the first it looks like a mistake, below the second an editor may want to know. */
const USED = { refused: 0.2, noted: 0.45 };
/** A last page may end where it likes, but not after a line or two. */
const LAST_USED = 0.08;
const SHRUNK = 0.995;
/** Of many such places the first few are told. */
const TOLD = 3;

const refused = (page: number | null, message: string, remedy: string): PrintFault => ({
  verdict: "refused",
  page,
  message,
  remedy,
});
const noted = (page: number | null, message: string, remedy: string): PrintFault => ({
  ...refused(page, message, remedy),
  verdict: "noted",
});

const fontsInside: Rule = ({ fonts }) =>
  fonts
    .filter(({ embedded }) => !embedded)
    .map(({ name }) =>
      refused(
        null,
        `The font ${name} is not embedded.`,
        "Name fonts of content/theme.yaml in the styles; see `tracker doctor`.",
      ),
    );

const pageCount: Rule = ({ pages: { length } }) => {
  const remedy = "Look at the sections in content/tracker.yaml, the headlines and the writer's texts.";
  if (length > PAGES.refused)
    return [refused(null, `It has ${length} pages; ${PAGES.refused} at most.`, remedy)];
  if (length >= PAGES.fewest && length <= PAGES.most) return [];
  return [noted(null, `It has ${length} pages; ${PAGES.fewest} to ${PAGES.most} are usual.`, remedy)];
};

const withinMargins: Rule = ({ pages }) =>
  pages
    .flatMap(({ beyond }, index) => beyond.map((one) => ({ ...one, page: index + 1 })))
    .sort((one, other) => other.by - one.by)
    .slice(0, TOLD)
    .map(({ page, words, by }) =>
      refused(
        page,
        `Text leaves the margins by ${Math.ceil(by)} points, and is cut there: "${words.slice(0, 60)}".`,
        "Shorten it, or let its table or chart be narrower.",
      ),
    );

const unshrunk: Rule = ({ scale }) => {
  if (scale >= SHRUNK) return [];
  const message = `The browser shrank everything to ${Math.round(scale * 100)}% of its size: something is wider than the paper.`;
  return [refused(null, message, "Look for a wide table, picture or word without a break.")];
};

const filledPages: Rule = ({ pages }) =>
  pages.flatMap((page, index): readonly PrintFault[] => {
    const last = index === pages.length - 1;
    const message = `The page is filled to ${Math.round(page.used * 100)}% of its height.`;
    const remedy = "Move or shorten what stands around it: something that keeps together did not fit.";
    if (last)
      return page.used < LAST_USED && index > 0
        ? [noted(index + 1, message, "Shorten the issue by a line or two.")]
        : [];
    return emptiness(page).map((verdict) => ({ verdict, page: index + 1, message, remedy }));
  });

function emptiness({ used }: PageFacts): readonly PrintFault["verdict"][] {
  if (used < USED.refused) return ["refused"];
  return used < USED.noted ? ["noted"] : [];
}

const toldMetadata: Rule = ({ title, language, tagged, titleShown, outlined }) => {
  const remedy = "Look at templates/layouts/print.html.hbs, and print with the bundled browser.";
  const missing: readonly (readonly [boolean, string])[] = [
    [title !== null && title.trim() !== "", "It has no title."],
    [titleShown, "It does not ask readers to show its title."],
    [language !== null && language.trim() !== "", "It names no language."],
    [tagged, "It has no structure: readers aloud cannot tell headings, tables and figures."],
    [outlined, "It has no outline."],
  ];
  return missing.filter(([there]) => !there).map(([, message]) => refused(null, message, remedy));
};

const headingOrder: Rule = ({ headings, tagged }) => {
  const remedy = "Give each heading the level below the one that it belongs to.";
  const tops = headings.filter(({ level }) => level === 1).length;
  const faults =
    tagged && tops !== 1
      ? [refused(null, `It has ${tops} headings of the first level; one is wanted.`, remedy)]
      : [];
  const skips = headings.filter(({ level }, index) => level > (headings[index - 1]?.level ?? 0) + 1);
  return [
    ...faults,
    ...skips.slice(0, TOLD).map(({ level, words }) => {
      const message = `The heading "${words().slice(0, 60)}" of level ${level} comes without one of level ${level - 1} above it.`;
      return refused(null, message, remedy);
    }),
  ];
};

const figuresSaid: Rule = ({ figures }) =>
  figures
    .filter(({ alt }) => alt === null || alt.trim() === "")
    .slice(0, TOLD)
    .map(({ page }) =>
      refused(page, "A figure has no words in its place.", "Give the picture or chart an alternative text."),
    );

const tableHeads: Rule = ({ tables }) =>
  tables
    .filter(({ heads, rows }) => heads === 0 && rows > 0)
    .slice(0, TOLD)
    .map(({ page }) =>
      refused(
        page,
        "A table has no header cells.",
        'Give the table a head, or its first column `scope="row"`.',
      ),
    );

const trueContents: Rule = ({ contents }) =>
  contents
    .filter(({ said, leads }) => said !== leads)
    .map(({ words, said, leads }) =>
      refused(
        null,
        `The contents say page ${said} of "${words}", which is on ${leads ?? "none"}.`,
        "Build the issue again.",
      ),
    );

/** Every rule on a print. */
export const printRules: readonly Rule[] = [
  fontsInside,
  pageCount,
  withinMargins,
  unshrunk,
  filledPages,
  toldMetadata,
  headingOrder,
  figuresSaid,
  tableHeads,
  trueContents,
];
