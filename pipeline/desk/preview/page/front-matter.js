// @ts-check

/**
 * A lead with that title in its front matter: in the place of the one that it has, else as its first line.
 *
 * @param {string} lead
 * @param {string} title
 */
export function withTitle(lead, title) {
  const line = `title: ${JSON.stringify(title)}`;
  const front = /^---\n([\s\S]*?)\n?---(?=\n|$)/.exec(lead);
  if (!front) return `---\n${line}\n---\n\n${lead.replace(/^\n+/, "")}`;
  return `---\n${[line, ...linesWithoutTitle(front[1] ?? "")].join("\n")}\n---${lead.slice(front[0].length)}`;
}

/** A title may go on over indented lines. @param {string} front */
function linesWithoutTitle(front) {
  let inTitle = false;
  return front.split("\n").filter((line) => {
    inTitle = /^title\s*:/.test(line) || (inTitle && /^(\s|$)/.test(line));
    return !inTitle && line.trim() !== "";
  });
}
