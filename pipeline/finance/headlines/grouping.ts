import type { WordGroup } from "../../model/edition.ts";
import type { Headline } from "../../model/headline.ts";
import { type Fingerprint, fingerprintOf, pageOf, sameStory } from "./similarity.ts";

/** One story: the fullest title that it came under, when it first came, and who brought it. */
export interface Story {
  readonly title: string;
  readonly link: string | null;
  readonly time: string | null;
  readonly feeds: readonly string[];
  readonly theme: string;
  readonly speaker: string | null;
}

/** Where no theme's word is found. */
export const OTHER = "Other";

interface Cluster {
  readonly prints: Fingerprint[];
  readonly members: Headline[];
}

/** Stories in order of their first time: repeats and retitlings merged, each with its theme and speaker. */
export function storiesOf(
  headlines: readonly Headline[],
  { themes, speakers }: { readonly themes: readonly WordGroup[]; readonly speakers: readonly WordGroup[] },
): readonly Story[] {
  const clusters: Cluster[] = [];
  for (const headline of [...headlines].sort(byTime)) {
    const print = fingerprintOf(headline.title);
    const known = clusters.find(
      ({ prints, members }) =>
        prints.some((other) => sameStory(print, other)) || members.some((other) => samePage(headline, other)),
    );
    if (known) {
      known.prints.push(print);
      known.members.push(headline);
    } else clusters.push({ prints: [print], members: [headline] });
  }
  const [isTheme, isSpeaker] = [themes.map(matcher), speakers.map(opener)];
  return clusters.map(({ members }) =>
    storyOf(members, { theme: named(themes, isTheme), speaker: named(speakers, isSpeaker) }),
  );
}

type Naming = (title: string) => string | null;

function storyOf(
  members: readonly Headline[],
  { theme, speaker }: { theme: Naming; speaker: Naming },
): Story {
  const fullest = members.reduce((best, one) =>
    fingerprintOf(one.title).words.size > fingerprintOf(best.title).words.size ? one : best,
  );
  const { title } = fullest;
  return {
    title,
    link: fullest.link,
    time: members[0]?.time ?? null,
    feeds: [...new Set(members.map(({ feed }) => feed))],
    theme: theme(title) ?? OTHER,
    speaker: speaker(title),
  };
}

function samePage(a: Headline, b: Headline): boolean {
  return a.link !== null && b.link !== null && pageOf(a.link) === pageOf(b.link);
}

/** Lines without a time come first: a person pasted them for a reason. */
function byTime(a: Headline, b: Headline): number {
  const [left, right] = [a.time ?? "", b.time ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
}

function named(groups: readonly WordGroup[], matches: readonly ((title: string) => boolean)[]): Naming {
  return (title) => groups[matches.findIndex((match) => match(title))]?.name ?? null;
}

function matcher({ words }: WordGroup): (title: string) => boolean {
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map(literal).join("|")})(?![\\p{L}\\p{N}])`,
    "iu",
  );
  return (title) => pattern.test(title);
}

/** A speaker stands at the beginning: `POWELL SAYS`, `TRUMP ON …:`, `FED’S MIRAN:`. */
function opener({ words }: WordGroup): (title: string) => boolean {
  const pattern = new RegExp(
    `^(?:\\p{L}+['’]s\\s+)?(?:${words.map(literal).join("|")})(?![\\p{L}\\p{N}])`,
    "iu",
  );
  return (title) => pattern.test(title);
}

function literal(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
