import { z } from "zod";
import { OTHER, type Story, storiesOf } from "../../finance/headlines/grouping.ts";
import { defineSection } from "../section.ts";

const LineSchema = z.strictObject({
  title: z.string(),
  link: z.string().nullable(),
  /** Everyone who brought the story. */
  feeds: z.array(z.string()).min(1),
  speaker: z.string().nullable(),
});

export const View = z.strictObject({
  /** Themes in the edition's order, each with its lines by speaker and time. */
  groups: z.array(z.strictObject({ theme: z.string(), lines: z.array(LineSchema).min(1) })).min(1),
  shown: z.int(),
  /** Stories over the cap of their theme. */
  leftOut: z.int(),
  /** Lines that told a story again. */
  repeats: z.int(),
  /** What a reader must know of where the lines come from. */
  notes: z.array(z.string()),
});
export type View = z.infer<typeof View>;

export const headlines = defineSection<View>({
  id: "headlines",
  title: "Main developments in macro",
  view: View,
  needs: () => [],
  compute({ snapshot }, edition) {
    const { themes, perTheme } = edition.headlines;
    const stories = storiesOf(snapshot.headlines, edition.headlines);
    if (stories.length === 0) return { unavailable: "No headline of this day was collected." };
    const names = [...themes.map(({ name }) => name), OTHER];
    const groups = names.flatMap((theme) => {
      const lines = stories
        .filter((story) => story.theme === theme)
        .sort(bySpeaker)
        .slice(0, perTheme);
      return lines.length === 0
        ? []
        : [
            {
              theme,
              lines: lines.map(({ title, link, feeds, speaker }) => ({
                title,
                link,
                feeds: [...feeds],
                speaker,
              })),
            },
          ];
    });
    const shown = groups.reduce((sum, { lines }) => sum + lines.length, 0);
    const notes = [...new Set(snapshot.headlines.flatMap(({ origin }) => origin.note ?? []))];
    return {
      groups,
      shown,
      leftOut: stories.length - shown,
      repeats: snapshot.headlines.length - stories.length,
      notes,
    };
  },
});

/** One speaker's lines stand together, those of nobody in particular after them; the order of time stays within. */
function bySpeaker(a: Story, b: Story): number {
  const [left, right] = [a.speaker ?? "\uFFFF", b.speaker ?? "\uFFFF"];
  return left < right ? -1 : left > right ? 1 : 0;
}
