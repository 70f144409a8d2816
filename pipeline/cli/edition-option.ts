import { issuePlace } from "../desk/settings/own-edition.ts";
import { PipelineError } from "../errors.ts";
import type { Tier } from "../model/subscriber.ts";
import { besides, type IssuePlace } from "../rebuild/issue-place.ts";
import { realFiles } from "../world/files.ts";
import type { Options } from "./command.ts";

/** `--edition` of a command on one edition; undefined: that of content/tracker.yaml. @throws PipelineError usage */
export function editionAsked({ edition }: Options): Tier | undefined {
  if (edition === undefined || edition === "free" || edition === "paid") return edition;
  throw wrongEdition(edition, "free or paid");
}

/** `--edition` of a command that takes both. @throws PipelineError usage */
export function editionsAsked(options: Options): Tier | "both" | undefined {
  const { edition } = options;
  if (edition === "both" || edition === "free" || edition === "paid" || edition === undefined) return edition;
  throw wrongEdition(edition, "free, paid or both");
}

/** The edition that a command looks at. @throws PipelineError usage, config-invalid */
export function placeAsked(
  { root, date }: { readonly root: string; readonly date: string },
  options: Options,
): Promise<IssuePlace> {
  return issuePlace({ root, date, edition: editionAsked(options) }, { files: realFiles });
}

/** The editions that a command looks at: of both, that of content/tracker.yaml first. */
export async function placesAsked(
  { root, date }: { readonly root: string; readonly date: string },
  options: Options,
): Promise<readonly IssuePlace[]> {
  const asked = editionsAsked(options);
  const edition = asked === "both" ? undefined : asked;
  const place = await issuePlace({ root, date, edition }, { files: realFiles });
  return asked === "both" ? [place, besides(place)] : [place];
}

function wrongEdition(given: unknown, known: string): PipelineError {
  return new PipelineError({
    code: "usage",
    message: `--edition is ${known}, not ${JSON.stringify(given)}.`,
    remedy: "Correct the option.",
  });
}
