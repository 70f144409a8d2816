/** A stylesheet without comments and the white space between rules, for pages that hold it: it is told the same in fewer letters. */
export function slimCss(css: string): string {
  // Strings are passed over as they stand.
  return css.replace(
    /("[^"]*"|'[^']*')|\/\*[\s\S]*?\*\/\s*|\s*([{};,])\s*|\s+/g,
    (found: string, string, sign) => (found.startsWith("/*") ? "" : (string ?? sign ?? " ")),
  );
}
