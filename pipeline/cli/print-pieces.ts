import { forTerminal } from "./terminal-text.ts";

/** Where a long text goes, a piece at a time; false: nobody reads on. */
export type Print = (piece: string) => Promise<boolean>;

/** To standard output, no faster than it is read. */
export function printPiece(piece: string): Promise<boolean> {
  return new Promise((done) => {
    process.stdout.write(forTerminal(piece), (fault) => done(!fault));
  });
}
