import { escapeHtml } from "../../render/escape.ts";
import type { PagePair, Tried } from "./outcome.ts";
import type { TextChange, Words } from "./text-changes.ts";

/** What the page says of itself. */
export interface LabHead {
  /** As the editor named it, with the commit that it is. */
  readonly revision: string;
  readonly commit: string;
  readonly style: string;
}

/** The lab as one page and its pictures, by path: nothing in it runs, and nothing is fetched but the pictures beside it. */
export function labFiles(tried: readonly Tried[], head: LabHead): Record<string, Uint8Array> {
  const pictures = tried.flatMap(({ name, pages }) =>
    pages.flatMap((pair) =>
      (["before", "after"] as const).flatMap((side) => {
        const bytes = pair[side];
        return bytes ? [[pictureName(name, pair.number, side), bytes] as const] : [];
      }),
    ),
  );
  return { ...Object.fromEntries(pictures), "index.html": new TextEncoder().encode(labPage(tried, head)) };
}

function pictureName(name: string, page: number, side: "before" | "after"): string {
  return `${name}/page-${String(page).padStart(2, "0")}-${side}.png`;
}

function labPage(tried: readonly Tried[], { revision, commit, style }: LabHead): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";
  const against = `${revision} (${commit.slice(0, 10)})`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Template lab against ${escapeHtml(against)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>Template lab</h1>
<p class="lead">${tried.length} issues with the working templates, beside those of ${escapeHtml(against)}. Left and struck out: before. Right and shaded: now.</p></header>
<main>
<table>
<thead><tr><th scope="col">Issue</th><th scope="col" class="count">Faults</th><th scope="col" class="count">Places in the text</th><th scope="col" class="count">Pages that look different</th></tr></thead>
<tbody>
${tried.map(rowOf).join("\n")}
</tbody>
</table>
${tried.filter(hasSomething).map(sectionOf).join("\n")}
</main>
</body>
</html>
`;
}

function hasSomething({ faults, faultsBefore, changes, pages }: Tried): boolean {
  return faults.length + faultsBefore.length + changes.length + pages.length > 0;
}

function rowOf(tried: Tried): string {
  const { name, faults, changes, pages } = tried;
  const title = hasSomething(tried)
    ? `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`
    : escapeHtml(name);
  const fault = faults.length > 0 ? ' class="count faults"' : ' class="count"';
  return `<tr><td>${title}</td><td${fault}>${faults.length}</td><td class="count">${changes.length}</td><td class="count">${pages.length}</td></tr>`;
}

function sectionOf({ name, says, faults, faultsBefore, changes, pages, pageCounts }: Tried): string {
  const [before, after] = pageCounts;
  const counts = before === after ? "" : `<p>Pages: ${before ?? "none"} before, ${after ?? "none"} now.</p>`;
  return [
    `<section id="${escapeHtml(name)}" aria-label="${escapeHtml(name)}">`,
    `<h2>${escapeHtml(name)}</h2> <span class="says">${escapeHtml(says)}</span>`,
    ...faults.map((fault) => `<p class="fault">Fault: ${escapeHtml(fault)}</p>`),
    ...faultsBefore.map((fault) => `<p>Before: ${escapeHtml(fault)}</p>`),
    counts,
    changes.length > 0 ? `<h3>Text</h3>\n${changes.map(changeHtml).join("\n")}` : "",
    pages.length > 0 ? `<h3>Pages</h3>\n${pages.map((pair) => pairHtml(name, pair)).join("\n")}` : "",
    "</section>",
  ].join("\n");
}

function changeHtml({ line, under, words }: TextChange): string {
  const where = under === "" ? `line ${line}` : `${under}, line ${line}`;
  return `<p class="where">${escapeHtml(where)}</p>\n<pre>${words.map(wordsHtml).join("")}</pre>`;
}

function wordsHtml({ kind, text }: Words): string {
  const said = escapeHtml(text);
  return kind === "same" ? said : kind === "old" ? `<del>${said}</del>` : `<ins>${said}</ins>`;
}

function pairHtml(name: string, pair: PagePair): string {
  const side = (which: "before" | "after", word: string) => {
    const words = `Page ${pair.number}, ${word}`;
    if (!pair[which])
      return `<figure><div class="none">no such page</div><figcaption>${words}</figcaption></figure>`;
    const source = escapeHtml(pictureName(name, pair.number, which));
    const alt = escapeHtml(`${name}, page ${pair.number}, ${word}`);
    return `<figure><a href="${source}"><img src="${source}" alt="${alt}" loading="lazy"></a><figcaption>${words}</figcaption></figure>`;
  };
  return `<div class="pair">${side("before", "before")}${side("after", "now")}</div>`;
}
