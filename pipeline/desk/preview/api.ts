import type { FaultDetail } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { Statement } from "../../model/written.ts";

/**
 * What the preview's page and server say to each other, all on one loopback port, JSON unless named otherwise. `?date=&edition=&source=`
 * choose the issue everywhere; left out, the ones the server was started with.
 *
 * GET  /                     the page: preview.html, in which `%TOKEN%` is the server's token (`<meta name="tracker-token" content="%TOKEN%">`);
 *                            GET /preview.js, /preview.css and other files of the page's folder by name; /pdf.mjs, /pdf.worker.mjs;
 *                            /fonts/<file>.woff2 by the file's name in @fontsource/inter and @fontsource/source-serif-4
 * GET  /state                State
 * GET  /issue/web            the web page as it is mailed to nobody: fonts by URL (so a sandbox needs allow-same-origin), figures focusable
 *                            in turn; ETag. Before there is a good one: 503
 * GET  /issue/email          the email's HTML, its pictures by URL;  /issue/text  its plain text;  /issue/markdown;
 *                            /issue/pdf  application/pdf, printed when it is asked for
 * GET  /figure/<id>          FigureCard; 404 where the issue has no such figure
 * GET  /events               text/event-stream: `event: change`, data: Change, once at the beginning and then on every change of this issue
 * PUT  /text/<file>          a writer's text: If-Match names the hash it was read with ("" in quotes where there was no file),
 *                            X-Tracker-Token the page's token; 204 saved, its ETag the new hash; 409 somebody else changed it,
 *                            the body { text, hash } as the file stands now; 403 foreign host, origin or token; 413 above 2 MB; 428 without If-Match
 *
 * The page's own policy: scripts, styles and fonts of this server only, none of them inline (element.style is allowed); pictures of this
 * server, data: and blob:. A document of /issue/ has a policy of its own: inline styles, no scripts, framed by this server only.
 */
export interface State {
  /** Grows with every change that was taken in. */
  readonly version: number;
  /** The publication's name, for the head of the page. */
  readonly publication: string;
  readonly date: string;
  readonly edition: "free" | "paid";
  /** "archive", "data", or "sample:<scenario>". */
  readonly source: string;
  /** What may be chosen. */
  readonly dates: readonly string[];
  readonly sources: readonly { readonly id: string; readonly says: string }[];
  /** Hash of each form's content: the page loads again only what changed; null where there is no good one yet. PDF: of the page that is printed. */
  readonly forms: Readonly<Record<Form, string | null>>;
  /**
   * What keeps an issue from being built: in what today's figures reach, and in the rest of the templates too. The last good page stays
   * behind, where there ever was one: `forms` are all null where there was not.
   */
  readonly faults: readonly Excerpted[];
  readonly findings: readonly Finding[];
  readonly statements: readonly Statement[];
  /** What the writer may write, in the order of the issue: lead first. */
  readonly texts: readonly WritersText[];
  readonly titles: readonly string[];
  /** Where the issue stands: "draft", "refused by gates", "ready", "approved by … at …"; or "cannot be built: 1 fault". Asked anew each time. */
  readonly standing: string;
}

export type Form = "web" | "email" | "text" | "markdown" | "pdf";

/** A fault with the lines around its place. */
export interface Excerpted {
  readonly fault: Omit<FaultDetail, "cause">;
  /** null where the place is no file of the project or has no line. */
  readonly excerpt: {
    readonly file: string;
    readonly line: number;
    /** From 1, in the line's text as it is told here; null where it is not known. */
    readonly column: number | null;
    /** Whole lines; of one that is very long the words around the column, with "…" where it is cut. */
    readonly lines: readonly { readonly number: number; readonly text: string }[];
  } | null;
}

export interface WritersText {
  /** "lead.md", "ig-spread.md", "headlines.txt", "headlines.yaml". */
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** For If-Match; "" where there is no such file yet. */
  readonly hash: string;
  readonly words: number;
  readonly readingMinutes: number;
}

/** What pointing at a figure tells. */
export interface FigureCard {
  readonly id: string;
  readonly printed: readonly string[];
  readonly value: number;
  readonly unit: string;
  readonly asOf: string;
  readonly method: string;
  readonly sources: readonly string[];
  /** Figures it is made of, each with a card of its own, and observations or windows in words. */
  readonly inputs: readonly { readonly id: string | null; readonly text: string }[];
}

/** `forms` as in State, so that a page can ask for the form that it shows before it asks for the rest. */
export interface Change extends Pick<State, "version" | "forms"> {}
