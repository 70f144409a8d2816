import type { WordGroup } from "../../model/edition.ts";
import { byTime, isPasted, type Story } from "./stories.ts";

/** How an edition cuts its headlines. */
export interface Grouping {
  readonly themes: readonly WordGroup[];
  readonly speakers: readonly WordGroup[];
  /** Stories of one theme that are shown at most; pinned ones are shown all the same. */
  readonly perTheme: number;
}

/** The stories of one theme: pinned ones, those of nobody in particular, then each speaker's, all in the order of time. */
export interface Group {
  readonly theme: string;
  readonly stories: readonly Story[];
  readonly speakers: readonly { readonly name: string; readonly stories: readonly Story[] }[];
  /** Stories over the cap. */
  readonly leftOut: number;
}

/** Where no theme's word is found. */
export const OTHER = "Other";

/** A speaker with fewer lines in a theme stands among the others: the line itself names him. */
const LINES_OF_A_SPEAKER = 2;

/** Themes in the edition's order, "Other" last; those without a story are not there. */
export function groupsOf(
  stories: readonly Story[],
  { themes, speakers, perTheme }: Grouping,
): readonly Group[] {
  const [isOf, isBy] = [
    themes.map(({ words }) => holding(words)),
    speakers.map(({ words }) => opening(words)),
  ];
  const themeOf = ({ title }: Story) => themes[isOf.findIndex((holds) => holds(title))]?.name ?? OTHER;
  return [...new Set([...themes.map(({ name }) => name), OTHER])].flatMap((theme) => {
    const all = stories.filter((story) => themeOf(story) === theme);
    if (all.length === 0) return [];
    const pinned = all.filter((story) => story.pinned);
    const others = all.filter((story) => !story.pinned);
    const room = Math.max(0, perTheme - pinned.length);
    const shown = [...others].sort(byWeight).slice(0, room).sort(byTime);
    const spoken = speakers.map(({ name }, index) => ({
      name,
      stories: shown.filter(({ title }) => isBy.findIndex((opens) => opens(title)) === index),
    }));
    const heard = spoken.filter((speaker) => speaker.stories.length >= LINES_OF_A_SPEAKER);
    const grouped = new Set(heard.flatMap((speaker) => speaker.stories));
    return {
      theme,
      stories: [...pinned, ...shown.filter((story) => !grouped.has(story))],
      speakers: heard,
      leftOut: others.length - shown.length,
    };
  });
}

/** What is kept where a theme has too many: what a person pasted, then what most feeds told, then the newest. */
function byWeight(a: Story, b: Story): number {
  const [left, right] = [a, b].map(({ lines }) => Number(lines.some(isPasted)));
  return right! - left! || b.feeds.length - a.feeds.length || byTime(b, a);
}

type Test = (title: string) => boolean;

/** Any of the words, whole and in any case. */
function holding(words: readonly string[]): Test {
  const pattern = new RegExp(`${START}(?:${anyOf(words)})${END}`, "iu");
  return (title) => pattern.test(title);
}

/** What a person does with words or by decree; after a name it makes a line that person's own. */
const SPEAKING = (
  "says said sees speaks spoke starts meets met calls called criticizes criticises posts posted approves approved signs signed " +
  "wants warns warned tells told urges urged expects repeats repeated announces announced threatens backs rejects vows asks " +
  "not will would"
).split(" ");

/** `BESSENT:`, `TRUMP ON …:`, `FED’S MIRAN SAYS`, `TREASURY SECRETARY BESSENT:`; not `TRUMP TARIFFS HIT …`. */
function opening(words: readonly string[]): Test {
  const word = `(?:${anyOf(words)})`;
  const name = `${word}(?:\\s+(?:\\p{L}+\\s+)?${word})*`;
  const pattern = new RegExp(
    `^(?:\\p{L}+['’]s\\s+)?${name}(?:\\s*:|\\s+(?:on|${SPEAKING.join("|")})${END})`,
    "iu",
  );
  return (title) => pattern.test(title);
}

const START = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

/** Longer words first: "fed chair" before "fed". */
function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/\s+/g, "\\s+"))
    .join("|");
}
