import { z } from "zod";
import { type Group, groupsOf, OTHER } from "../../finance/headlines/grouping.ts";
import { type Story, storiesOf } from "../../finance/headlines/stories.ts";
import { IsoInstantSchema } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";

const LineSchema = z.strictObject({
  title: z.string(),
  link: z.string().nullable(),
  /** Everyone who brought the story, the feed of this title first. */
  /** Whose lines they are; empty where a person pasted one and named nobody. */
  feeds: z.array(z.string()),
  time: IsoInstantSchema.nullable(),
});

export const View = z.strictObject({
  /** Themes in the edition's order; lines of nobody in particular, then each speaker's, by time. */
  groups: z
    .array(
      z.strictObject({
        theme: z.string(),
        lines: z.array(LineSchema),
        speakers: z.array(z.strictObject({ name: z.string(), lines: z.array(LineSchema).min(1) })),
        /** Stories over the cap of the theme. */
        leftOut: z.int(),
      }),
    )
    .min(1),
  /** The theme with more stories than any other, left-out ones counted; null where two have as many or it is no theme. */
  main: z.strictObject({ theme: z.string(), stories: z.int() }).nullable(),
  /** The speaker with more lines on the page than any other; null where two have as many. */
  speaker: z.strictObject({ name: z.string(), lines: z.int() }).nullable(),
  stories: z.int(),
  shown: z.int(),
  leftOut: z.int(),
  /** Lines that told a story again. */
  repeats: z.int(),
  feeds: z.int(),
  /** What a reader must know of where the lines come from. */
  notices: z.array(z.string()),
});
export type View = z.infer<typeof View>;

export const headlines = defineSection<View>({
  id: "headlines",
  title: "Main developments in macro",
  view: View,
  needs: () => [],
  compute({ snapshot }, edition) {
    const stories = storiesOf(snapshot.headlines);
    if (stories.length === 0) return absent("no-headline");
    const groups = groupsOf(stories, edition.headlines);
    const leftOut = groups.reduce((sum, group) => sum + group.leftOut, 0);
    return {
      groups: groups.map(({ theme, stories: own, speakers, leftOut: over }) => ({
        theme,
        lines: own.map(lineOf),
        speakers: speakers.map(({ name, stories: said }) => ({ name, lines: said.map(lineOf) })),
        leftOut: over,
      })),
      main: mainOf(groups),
      speaker: speakerOf(groups),
      stories: stories.length,
      shown: stories.length - leftOut,
      leftOut,
      repeats: snapshot.headlines.length - stories.length,
      feeds: new Set(stories.flatMap((story) => lineOf(story).feeds)).size,
      notices: [...new Set(snapshot.headlines.flatMap(({ origin }) => origin.note ?? []))],
    };
  },
});

/** What the paste lane calls a line without a source. */
const UNNAMED = "paste";

function lineOf({ title, link, feeds, time }: Story): z.infer<typeof LineSchema> {
  return { title, link, feeds: feeds.filter((feed) => feed !== UNNAMED), time };
}

function mainOf(groups: readonly Group[]): View["main"] {
  const counted = groups.map(({ theme, stories, speakers, leftOut }) => ({
    theme,
    stories: speakers.reduce((sum, speaker) => sum + speaker.stories.length, stories.length + leftOut),
  }));
  const most = soleMost(counted, ({ stories }) => stories);
  return most?.theme === OTHER ? null : most;
}

function speakerOf(groups: readonly Group[]): View["speaker"] {
  const lines = new Map<string, number>();
  for (const { name, stories } of groups.flatMap(({ speakers }) => speakers))
    lines.set(name, (lines.get(name) ?? 0) + stories.length);
  return soleMost(
    [...lines].map(([name, count]) => ({ name, lines: count })),
    (one) => one.lines,
  );
}

/** The one with more than any other; null where two have as many. */
function soleMost<T>(all: readonly T[], countOf: (one: T) => number): T | null {
  const [first, second] = [...all].sort((a, b) => countOf(b) - countOf(a));
  return first === undefined || (second !== undefined && countOf(first) === countOf(second)) ? null : first;
}
