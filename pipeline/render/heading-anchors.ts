/**
 * A section with links to its parts: its name leads to the section itself; a finding further down has an id of its own, after the section and
 * its place in it, and a sign behind it that leads there.
 *
 * @param html one finished section, without another in it
 */
export function withAnchors(html: string, section: string): string {
  let findings = 0;
  return html
    .replace(/<h2>(?!.*<a )(.*)<\/h2>/, `<h2><a href="#${section}">$1</a></h2>`)
    .replace(/(<\/h2>\s*)?<h3>(.*)<\/h3>/g, (whole, afterName: string | undefined, words: string) => {
      findings += 1;
      if (afterName !== undefined) return whole;
      const id = `${section}-${findings}`;
      return `<h3 id="${id}">${words} <a class="anchor" href="#${id}" aria-label="Link to this part">#</a></h3>`;
    });
}

/** What stands within a link is no stop of its own for the tab key. */
export function withoutStopsInLinks(html: string): string {
  return html.replace(/<a [^>]*>.*?<\/a>/gs, (link) =>
    link.replace(/ tabindex="0" aria-describedby="[^"]*"/g, ""),
  );
}
