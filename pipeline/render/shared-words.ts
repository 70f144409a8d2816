/** The words of a drawing with the group they stand in, as svg.ts writes them: nothing but texts within. */
const WORDS = /<g( [^>]*)>((?:<text [^>]*>(?:(?!<\/text>).)*<\/text>)+)<\/g>/g;
const SHARED = ["font-size", "fill"];

/** The page's own face, which its stylesheet gives all drawings. */
const FACE = / font-family="[^"]*"/;
/** Hundredths of a pixel are no place on a screen. */
const PLACE = / ([xy])="(-?\d+\.\d\d+)"/g;

/** Says once, on the group, in what size and colour most words of a drawing are set; their face is the page's. */
export function withSharedWords(svg: string): string {
  return svg.replace(WORDS, (_, group: string, texts: string) => {
    const hoisted = SHARED.reduce((words, attribute) => sharing(words, attribute), { group, texts });
    const placed = hoisted.texts.replace(PLACE, (_, axis, at) => ` ${axis}="${Number(at).toFixed(1)}"`);
    return `<g${hoisted.group.replace(FACE, "")}>${placed}</g>`;
  });
}

interface Words {
  readonly group: string;
  readonly texts: string;
}

function sharing({ group, texts }: Words, attribute: string): Words {
  const said = new Map<string, number>();
  for (const [whole] of texts.matchAll(new RegExp(`(?<=<text [^>]*) ${attribute}="[^"]*"`, "g")))
    said.set(whole, (said.get(whole) ?? 0) + 1);
  const [[most, times] = ["", 0]] = [...said].sort(([, one], [, other]) => other - one);
  if (times < 2) return { group, texts };
  return { group: group + most, texts: texts.replaceAll(new RegExp(`(<text [^>]*)${most}`, "g"), "$1") };
}
