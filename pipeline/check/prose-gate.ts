import type { Finding } from "../model/finding.ts";
import type { Statement, WrittenText } from "../model/written.ts";
import type { Checked, Gate } from "./gate.ts";

/** What people wrote, held against the data. Contradicted refuses; what could not be told is never green. */
export const prose: Gate = ({ date, texts, statements }) =>
  texts.length === 0
    ? [{ gate: "prose", verdict: "not evaluated", place: date, message: "Nobody has written a text for it." }]
    : proseFindings({ texts, statements });

/** The findings of some texts, in their order. */
export function proseFindings({
  texts,
  statements,
}: Pick<Checked, "texts" | "statements">): readonly Finding[] {
  return texts.flatMap((text) =>
    ofText(
      text,
      statements.filter(({ id, file }) => id === text.id && file === text.file),
    ),
  );
}

function ofText({ id, file, line }: WrittenText, statements: readonly Statement[]): readonly Finding[] {
  const place = `${file}:${line}`;
  if (statements.length === 0)
    return [
      {
        gate: "prose",
        verdict: "not evaluated",
        place,
        message: `The text "${id}" states nothing that can be checked.`,
      },
    ];
  const verified = statements.filter(({ verdict }) => verdict === "verified").length;
  const passed: readonly Finding[] =
    verified === 0
      ? []
      : [
          {
            gate: "prose",
            verdict: "passed",
            place,
            message: `${verified} of ${statements.length} statements agree with the data.`,
          },
        ];
  return [...passed, ...statements.filter(({ verdict }) => verdict !== "verified").map(findingOf)];
}

const VERDICTS = {
  contradicted: "refused",
  "not verifiable": "not evaluated",
  declared: "noted",
  overruled: "noted",
  verified: "passed",
} as const;

function findingOf({ file, line, column, text, verdict, message, remedy, because }: Statement): Finding {
  const words =
    verdict === "contradicted" || verdict === "not verifiable"
      ? `"${text}"`
      : `"${text}" is ${verdict} (${because ?? ""})`;
  return {
    gate: "prose",
    verdict: VERDICTS[verdict],
    place: `${file}:${line}:${column}`,
    message: `${words}: ${message}`,
    ...(remedy !== undefined && { remedy }),
  };
}
