import { Parser } from "htmlparser2";

/** A year of the calendar as it stands on the page. */
export interface Panel {
  heading: string;
  /** Months and dates in the order in which they stand. */
  readonly pieces: Piece[];
}

interface Piece {
  readonly kind: "month" | "date";
  text: string;
}

/** Tags within each other. */
const MOST_DEPTH = 500;
const NONE = Number.POSITIVE_INFINITY;

/** Where the parser stands. Depths count the open tags. */
interface Walking {
  readonly panels: Panel[];
  depth: number;
  panelDepth: number;
  /** What takes the text, and the depth of its tag. */
  taken: { readonly depth: number; readonly add: (text: string) => void } | null;
}

/**
 * The panels of a page, none where it is nested too deep. Step by step and not as a tree, which a page of many thousand nested tags
 * would make too deep to walk.
 */
export function panelsIn(html: string): readonly Panel[] {
  const at: Walking = { panels: [], depth: 0, panelDepth: NONE, taken: null };
  const parser: Parser = new Parser({
    onopentag(tag, { class: names = "" }) {
      at.depth += 1;
      // The parser's time grows with the square of the depth; what follows is not read.
      if (at.depth > MOST_DEPTH) parser.pause();
      open(at, tag, names.split(/\s+/));
    },
    ontext: (text) => at.taken?.add(text),
    onclosetag() {
      if (at.taken?.depth === at.depth) at.taken = null;
      if (at.depth === at.panelDepth) at.panelDepth = NONE;
      at.depth -= 1;
    },
  });
  parser.end(html);
  return at.depth > MOST_DEPTH ? [] : at.panels;
}

function open(at: Walking, tag: string, classes: readonly string[]): void {
  if (classes.includes("panel") && classes.includes("panel-default")) {
    at.panels.push({ heading: "", pieces: [] });
    at.panelDepth = Math.min(at.panelDepth, at.depth);
  }
  const panel = at.panels.at(-1);
  if (!panel || at.depth <= at.panelDepth || at.taken) return;
  const add = adderFor(panel, tag, classes);
  if (add) at.taken = { depth: at.depth, add };
}

function adderFor(panel: Panel, tag: string, classes: readonly string[]) {
  const kind = (["month", "date"] as const).find((name) => classes.includes(`fomc-meeting__${name}`));
  if (kind) {
    const piece: Piece = { kind, text: "" };
    panel.pieces.push(piece);
    return (text: string) => {
      piece.text += text;
    };
  }
  if (tag !== "h4") return null;
  return (text: string) => {
    panel.heading += text;
  };
}
