import type { PageElement } from "./markup.ts";

/**
 * What is wrong with a table: rows of different lengths, and figures that no head names. A table that only holds a layout has no
 * heads, and its rows are its own affair.
 */
export function tableFaults(table: PageElement): string[] {
  const role = table.attributes.get("role");
  if (role === "presentation" || role === "none") return [];
  const rows = rowsOf(table);
  if (rows.length === 0) return [`A table has no row: ${table.tag}`];
  const [head = [], ...body] = rows.map((row) =>
    row.children.filter(({ name }) => name === "td" || name === "th"),
  );
  const faults: string[] = [];
  const widths = widthsOf([head, ...body]);
  const strange = widths.findIndex((width) => width !== widths[0]);
  if (strange > 0)
    faults.push(
      `Row ${strange + 1} of a table has ${widths[strange]} cells and the first ${widths[0]}: ${firstWords(head)}`,
    );
  if (!head.some(({ name }) => name === "th")) faults.push(`A table's columns have no heads: ${table.tag}`);
  const silent = [head, ...body]
    .flat()
    .find(({ name, attributes }) => name === "th" && !attributes.has("scope"));
  if (silent) faults.push(`A head does not say of what it is one (scope="col" or "row"): ${silent.tag}`);
  return faults;
}

function rowsOf(element: PageElement): readonly PageElement[] {
  return element.children.flatMap((child) => {
    if (child.name === "tr") return [child];
    return ["thead", "tbody", "tfoot"].includes(child.name) ? rowsOf(child) : [];
  });
}

/** Columns that each row fills, with those that reach down into it from rows above. */
function widthsOf(rows: readonly (readonly PageElement[])[]): readonly number[] {
  const reaching: number[] = [];
  return rows.map((cells, at) => {
    const from = reaching[at] ?? 0;
    return cells.reduce((width, { attributes }) => {
      const [columns, down] = ["colspan", "rowspan"].map((name) => Number(attributes.get(name) ?? 1)) as [
        number,
        number,
      ];
      for (let below = 1; below < down; below += 1)
        reaching[at + below] = (reaching[at + below] ?? 0) + columns;
      return width + columns;
    }, from);
  });
}

function firstWords(cells: readonly PageElement[]): string {
  return cells[0]?.tag ?? "an empty row";
}
