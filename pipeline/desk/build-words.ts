import { type IssuePlace, placeWords } from "../rebuild/issue-place.ts";

/**
 * The command line that makes an issue again, from the request that its record holds: `npx tracker build 2026-11-20 --sample`. What cannot
 * be read of the request is left out.
 */
export function buildWords(place: Omit<IssuePlace, "root">, request: string): string {
  const { data, papers, appendix } = asked(request);
  const words = ["npx tracker build", placeWords(place)];
  if (data?.kind === "sample")
    words.push("--sample", ...(data.scenario === "normal" ? [] : [quoted(`${data.scenario}`)]));
  if (data?.kind === "directory") words.push("--data", quoted(`${data.folder}`));
  if (data?.kind === "archive" && data.knownAt) words.push("--known-at", quoted(`${data.knownAt}`));
  if (data?.kind === "archive" && data.offline) words.push("--offline");
  if (Array.isArray(papers)) words.push("--paper", quoted(papers.join(",")));
  if (appendix === true) words.push("--appendix");
  return words.join(" ");
}

/** As `build` writes it: [version, request]. */
interface Asked {
  readonly data?: { readonly kind?: string; readonly [field: string]: unknown };
  readonly papers?: unknown;
  readonly appendix?: unknown;
}

function asked(request: string): Asked {
  try {
    const parsed: unknown = JSON.parse(request);
    return Array.isArray(parsed) && typeof parsed[1] === "object" ? (parsed[1] ?? {}) : {};
  } catch {
    return {};
  }
}

function quoted(word: string): string {
  return /^[\w.,:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
