import { quoted } from "../../collect/read/quoted.ts";
import type { FaultDetail } from "../../errors.ts";
import { nearest } from "../nearest.ts";

/** Columns of a list of readers, in the order in which `export` writes them. */
export const COLUMNS = [
  "address",
  "name",
  "tier",
  "state",
  "consent_at",
  "consent_proof",
  "left_at",
] as const;
export type Column = (typeof COLUMNS)[number];

const NAMES: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(COLUMNS.map((column) => [column, column])),
  email: "address",
};

const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What stands between cells: what makes most known names of the first line; a comma where nothing tells. */
export function delimiterOf(firstLine: string): Delimiter {
  const known = (delimiter: string) =>
    firstLine.split(delimiter).filter((cell) => columnOf(cell.replace(/^\s*"(.*)"\s*$/, "$1")) !== null)
      .length;
  return DELIMITERS.reduce((best, one) => (known(one) > known(best) ? one : best));
}

function columnOf(cell: string): Column | null {
  const name = cell.trim().toLowerCase();
  return Object.hasOwn(NAMES, name) ? NAMES[name]! : null;
}

/** The columns of a header, and every fault in it. */
export function columnsOf(
  cells: readonly string[],
  place: string,
): { readonly columns: readonly (Column | null)[]; readonly faults: readonly FaultDetail[] } {
  const columns = cells.map(columnOf);
  const fault = (message: string, remedy: string): FaultDetail => ({
    code: "subscriber-invalid",
    place,
    message,
    remedy,
  });
  if (!columns.includes("address")) {
    const looks = cells.some((cell) => cell.includes("@"))
      ? "The first line is a reader, not the names of the columns."
      : `No column is named address; the first line reads ${quoted(cells.join(","))}.`;
    return { columns, faults: [fault(looks, `Begin the file with a line such as ${COLUMNS.join(",")}.`)] };
  }
  const unknown = cells
    .filter((_, index) => columns[index] === null)
    .map((cell) =>
      fault(
        `There is no column ${quoted(cell)}.`,
        `${nearest(cell.trim(), [...Object.keys(NAMES)])} Take out what is of none of these.`,
      ),
    );
  const twice = COLUMNS.filter((column) => columns.filter((one) => one === column).length > 1).map(
    (column) => {
      const said = cells.filter((_, index) => columns[index] === column).map(quoted);
      return fault(`The column ${column} stands more than once: ${said.join(", ")}.`, "Keep one of them.");
    },
  );
  return { columns, faults: [...unknown, ...twice] };
}
