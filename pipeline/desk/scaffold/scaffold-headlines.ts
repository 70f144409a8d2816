import { groupsOf } from "../../finance/headlines/grouping.ts";
import { type Story, storiesOf } from "../../finance/headlines/stories.ts";
import { inNewYork } from "../../finance/new-york.ts";
import type { Edition } from "../../model/edition.ts";
import type { Headline } from "../../model/headline.ts";
import { STAMP_WORDS, stamped } from "./scaffold-stamp.ts";

type Theme = {
  readonly name: string;
  readonly stories: readonly Story[];
  readonly leftOut: ReadonlySet<Story>;
};

/** headlines.yaml with the day's lines, each to be pinned or dropped by taking away its #. As it is, it changes nothing. */
export function headlinesScaffold(headlines: readonly Headline[], edition: Edition): string {
  const themes = themesOf(storiesOf(headlines), edition);
  const lines = [
    `# ${STAMP_WORDS}`,
    "# Take the # away from a line to pin or drop its headline. One line may stand in one list only. Times are of New York.",
    "",
    "pin: # to stand first in their theme, however many there are",
    ...themes.flatMap(({ name, stories, leftOut }) => [
      `  # ${name}`,
      ...stories.map((story) =>
        candidate(story.lines[0]!, leftOut.has(story) ? " (left out: over the cap)" : ""),
      ),
    ]),
    "",
    "drop: # not to be printed; of a story that several feeds told, each line",
    ...themes.flatMap(({ name, stories }) => [
      `  # ${name}`,
      ...stories.flatMap(({ lines: told }) => told.map((line) => candidate(line, ""))),
    ]),
    "",
    "retitle: # the writer's words; link and source stay",
    '  # - { headline: "ID", title: "TITLE" }',
  ];
  return stamped(`${lines.join("\n")}\n`);
}

/** All stories of each theme, those over its cap as well. */
function themesOf(stories: readonly Story[], { headlines }: Edition): readonly Theme[] {
  const shown = new Set(groupsOf(stories, headlines).flatMap(storiesIn));
  return groupsOf(stories, { ...headlines, perTheme: Number.POSITIVE_INFINITY }).map((group) => {
    const all = storiesIn(group);
    return { name: group.theme, stories: all, leftOut: new Set(all.filter((story) => !shown.has(story))) };
  });
}

function storiesIn(group: ReturnType<typeof groupsOf>[number]): readonly Story[] {
  return [...group.stories, ...group.speakers.flatMap(({ stories }) => stories)];
}

function candidate({ id, time, feed, title }: Headline, note: string): string {
  const at = time === null ? "" : `${inNewYork(time).time} `;
  return `  # - ${JSON.stringify(id)} # ${oneLine(`${at}${feed}: ${title}`)}${note}`;
}

/** No word from outside ends a comment's line. */
function oneLine(words: string): string {
  return words.replace(/[\p{Cc}\u2028\u2029\uFEFF\s]+/gu, " ").trim();
}
