import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type FaultDetail, PipelineError } from "../../../errors.ts";
import {
  type SampleMarket,
  SampleMarketSchema,
  type SampleScenario,
  SampleScenariosSchema,
} from "../../../model/sample.ts";
import type { Files } from "../../../world/world.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

/** content/sample/: what the simulation is made of. */
export interface SampleContent {
  readonly market: SampleMarket;
  readonly scenarios: Readonly<Record<string, SampleScenario>>;
  readonly vocabulary: Vocabulary;
}

/** Reads content/sample/ below the project's folder. @throws PipelineError file-missing, config-invalid: every fault of every file */
export async function readSampleContent(root: string, files: Pick<Files, "read">): Promise<SampleContent> {
  const faults: FaultDetail[] = [];
  const read = async (name: string) => {
    const place = `content/sample/${name}`;
    const bytes = await files.read(`${root}/${place}`);
    if (!bytes)
      faults.push({
        code: "file-missing",
        place,
        message: "The file is not there.",
        remedy: "Take it from the repository.",
      });
    return { place, text: bytes && new TextDecoder().decode(bytes) };
  };
  const [market, scenarios, words] = await Promise.all(
    ["market.yaml", "scenarios.yaml", "headlines.txt"].map(read),
  );
  const refuse = (found: readonly FaultDetail[]) => void faults.push(...found);
  const content = {
    market: market?.text ? checked({ ...market, text: market.text }, SampleMarketSchema, refuse) : null,
    scenarios: scenarios?.text
      ? checked({ ...scenarios, text: scenarios.text }, SampleScenariosSchema, refuse)
      : null,
    vocabulary: words?.text ? readVocabulary(words.text, words.place, refuse) : null,
  };
  if (faults.length > 0) throw new PipelineError(faults);
  return content as SampleContent;
}

interface Written {
  readonly place: string;
  readonly text: string;
}

function checked<T>(
  { place, text }: Written,
  schema: z.ZodType<T>,
  refuse: (faults: readonly FaultDetail[]) => void,
): T | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fault = (at: number | undefined, field: string, message: string): FaultDetail => {
    const line = at === undefined ? place : `${place}:${lines.linePos(at).line}`;
    return {
      code: "config-invalid",
      place: field ? `${line} [${field}]` : line,
      message,
      remedy: "Correct the line.",
    };
  };
  if (document.errors.length > 0) {
    refuse(
      document.errors.map(({ pos, message }) =>
        fault(pos[0], "", `The file is not YAML: ${message.split("\n")[0]}`),
      ),
    );
    return null;
  }
  const outcome = schema.safeParse(document.toJS());
  if (outcome.success) return outcome.data;
  refuse(
    outcome.error.issues.map(({ path, message }) => {
      const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
      return fault(node?.range?.[0], path.join("."), `${message}.`);
    }),
  );
  return null;
}
