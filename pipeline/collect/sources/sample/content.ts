import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type FaultDetail, PipelineError } from "../../../errors.ts";
import {
  type SampleMarket,
  type SampleScenario,
  SampleScenariosSchema,
  SampleSettingsSchema,
} from "../../../model/sample.ts";
import type { Files } from "../../../world/world.ts";
import { readLevels, readSectors, type Table } from "./tables.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

/** content/sample/: what the simulation is made of. */
export interface SampleContent {
  readonly market: SampleMarket;
  readonly scenarios: Readonly<Record<string, SampleScenario>>;
  readonly vocabulary: Vocabulary;
}

const NAMES = ["market.yaml", "levels.csv", "sectors.csv", "scenarios.yaml", "headlines.txt"] as const;

/** Reads content/sample/ below the project's folder. @throws PipelineError with every fault of every file: file-missing, config-invalid */
export async function readSampleContent(root: string, files: Pick<Files, "read">): Promise<SampleContent> {
  const read = await Promise.all(
    NAMES.map(async (name) => {
      const place = `content/sample/${name}`;
      return { place, bytes: await files.read(`${root}/${place}`) };
    }),
  );
  const missing = read.filter(({ bytes }) => bytes === null).map(({ place }) => missingFile(place));
  if (missing.length > 0) throw new PipelineError(missing);
  return checkedContent(read as Table[]);
}

function checkedContent(tables: readonly Table[]): SampleContent {
  const [market, levels, sectors, scenarios, words] = tables as [Table, Table, Table, Table, Table];
  const faults: FaultDetail[] = [];
  const refuse = (found: readonly FaultDetail[]) => void faults.push(...found);
  const settings = readYaml(market, SampleSettingsSchema, refuse);
  const content = {
    market: { ...settings, levels: readLevels(levels, refuse), sectors: readSectors(sectors, refuse) },
    scenarios: readYaml(scenarios, SampleScenariosSchema, refuse),
    vocabulary: readVocabulary(new TextDecoder().decode(words.bytes), words.place, refuse),
  };
  if (faults.length > 0) throw new PipelineError(faults);
  return content as SampleContent;
}

function missingFile(place: string): FaultDetail {
  return {
    code: "file-missing",
    place,
    message: "The file is not there.",
    remedy: "Take it from the repository.",
  };
}

function readYaml<T>(
  { bytes, place }: Table,
  schema: z.ZodType<T>,
  refuse: (faults: readonly FaultDetail[]) => void,
): T | null {
  const lines = new LineCounter();
  const document = parseDocument(new TextDecoder().decode(bytes), { lineCounter: lines });
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
    const reason = (message: string) => `The file is not YAML: ${message.split("\n")[0]}`;
    refuse(document.errors.map(({ pos, message }) => fault(pos[0], "", reason(message))));
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
