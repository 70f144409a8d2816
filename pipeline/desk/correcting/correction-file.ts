import { stringify } from "yaml";
import type { FaultDetail } from "../../errors.ts";
import { type IssueCorrection, IssueCorrectionSchema } from "../../model/correction.ts";
import { readYaml } from "../settings/read-yaml.ts";

export const CORRECTION = "correction.yaml";

const HEAD = `# The day's issue corrects one that went out: written by \`correct\`. The note may be edited; then build again.
`;

/** The bytes of content/issues/<date>/correction.yaml. */
export function correctionText(correction: IssueCorrection): Uint8Array {
  return new TextEncoder().encode(HEAD + stringify(correction, { lineWidth: 0 }));
}

/**
 * content/issues/<date>/correction.yaml; null and every fault by its line where it is not as `correct` writes it.
 *
 * @param place the file as faults name it
 */
export function readCorrection(
  text: string,
  place: string,
): { readonly correction: IssueCorrection | null; readonly faults: readonly FaultDetail[] } {
  const { value, faults } = readYaml(text, place, IssueCorrectionSchema);
  return { correction: value, faults: faults.map((fault) => ({ ...fault, code: "content-invalid" })) };
}
