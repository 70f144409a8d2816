/**
 * How a spreadsheet takes a cell for a formula, in narrow and full-width letters; and the apostrophe itself, so that what is put in
 * front can be told from what stood there.
 */
const ACTIVE = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20']/;
const MADE_SAFE = /^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20'])/;

/** A cell that no spreadsheet computes: an apostrophe in front of what begins like a formula. */
export function formulaSafe(cell: string): string {
  return ACTIVE.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `formulaSafe`. */
export function withoutGuard(cell: string): string {
  return cell.replace(MADE_SAFE, "");
}
