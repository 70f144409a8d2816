import { type FaultDetail, PipelineError } from "../../errors.ts";
import { faultsOf } from "./faults.ts";
import type { IssueSetting } from "./issue-maker.ts";

/** The publication's name where no issue could be made, whatever else is wrong with the settings; "" where they do not say. */
export async function publicationIn({
  root,
  steady,
}: Pick<IssueSetting, "root" | "steady">): Promise<string> {
  const bytes = await steady.files.read(`${root}/content/tracker.yaml`).catch(() => null);
  const { parseDocument } = await import("yaml");
  const title: unknown = parseDocument(new TextDecoder().decode(bytes ?? new Uint8Array())).get("title");
  return typeof title === "string" ? title : "";
}

/** Where the issue stands, asked anew each time: an approval changes no file of the project. */
export async function standingIn(
  ask: () => string | Promise<string>,
): Promise<{ readonly standing: string; readonly unread: readonly FaultDetail[] }> {
  try {
    return { standing: await ask(), unread: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const unread = faultsOf(error);
    return {
      standing: `cannot be built: ${unread.length} ${unread.length === 1 ? "fault" : "faults"}`,
      unread,
    };
  }
}
