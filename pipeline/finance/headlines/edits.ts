import type { Headline } from "../../model/headline.ts";
import type { HeadlineEdits } from "../../model/headline-edits.ts";
import { pageOf } from "./stories.ts";

/** The day's lines after the writer's hand. */
export interface Edited {
  readonly headlines: readonly Headline[];
  /** Full sentences: names that say none or more than one of the lines, orders that contradict each other. */
  readonly unmatched: readonly string[];
}

type Order = "pin" | "drop" | "retitle";
/** What is to be done with one line. */
type Orders = Map<Order, string>;

/**
 * Does with the lines what the writer says. A name is a headline's id, else its link, else its title, else a beginning of one title,
 * in any case and spacing; lines that bear one title word for word are one. What is both dropped and kept is dropped, and that is
 * told. A line with a new title keeps link, feed and origin, and carries the title under which it came.
 */
export function applyEdits(headlines: readonly Headline[], { pin, drop, retitle }: HeadlineEdits): Edited {
  const orders = new Map<Headline, Orders>();
  const unmatched: string[] = [];
  const order = (what: Order, name: string, title = "") => {
    const { lines, wrong } = named(name, headlines);
    if (wrong) unmatched.push(`${what} "${name}": ${wrong}`);
    for (const line of lines) {
      const given = orders.get(line) ?? new Map<Order, string>();
      const clash = clashOf(given, what);
      if (clash) unmatched.push(`${what} "${name}": ${clash}`);
      else orders.set(line, given.set(what, title));
    }
  };
  for (const name of drop) order("drop", name);
  for (const name of pin) order("pin", name);
  for (const { headline, title } of retitle) order("retitle", headline, title);
  return {
    headlines: headlines
      .filter((line) => !orders.get(line)?.has("drop"))
      .map((line) => edited(line, orders.get(line))),
    unmatched: [...new Set(unmatched)],
  };
}

function edited(line: Headline, orders: Orders | undefined): Headline {
  const title = orders?.get("retitle");
  return {
    ...line,
    ...(title !== undefined && title !== line.title ? { title, originalTitle: line.title } : {}),
    ...(orders?.has("pin") ? { pinned: true as const } : {}),
  };
}

function clashOf(given: Orders, what: Order): string | null {
  if (given.has("drop") && what !== "drop") return "this headline is dropped, so it is not printed.";
  return given.has("retitle") && what === "retitle"
    ? "this headline has a new title already; the first one stays."
    : null;
}

/** The lines that a name says, or why it says none: the first way of naming that finds any decides. */
function named(
  name: string,
  headlines: readonly Headline[],
): { readonly lines: readonly Headline[]; readonly wrong: string | null } {
  const sought = plain(name);
  const page = URL.canParse(name) ? pageOf(name) : null;
  const ways: readonly ((line: Headline) => boolean)[] = [
    ({ id }) => id === name,
    ({ link }) => link !== null && (link === name || (page !== null && pageOf(link) === page)),
    ({ title }) => plain(title) === sought,
    ({ title }) => sought !== "" && plain(title).startsWith(sought),
  ];
  const lines = ways.map((says) => headlines.filter(says)).find((found) => found.length > 0) ?? [];
  if (lines.length === 0)
    return { lines, wrong: "no headline of the day has this id or link, or a title that begins so." };
  const titles = new Map(lines.map(({ title }) => [plain(title), title]));
  if (titles.size === 1) return { lines, wrong: null };
  const some = [...titles.values()].slice(0, 3).map((title) => `"${title}"`);
  const which = `${some.join(", ")}${titles.size > 3 ? ", …" : ""}`;
  return {
    lines: [],
    wrong: `${titles.size} headlines of the day can be meant: ${which}; write more of it, or its id.`,
  };
}

/** As titles are compared: case, spacing and the shapes of quotes and dashes do not count. */
function plain(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}
