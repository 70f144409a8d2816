import { type FaultDetail, PipelineError } from "../../../errors.ts";
import type { SampleMarket, SampleScenario } from "../../../model/sample.ts";
import type { World } from "../../../world/world.ts";
import { readAssets, readMacro } from "./line-tables.ts";
import type { SimulationSettings } from "./settings.ts";
import { readLevels, readSectors, type Table } from "./tables.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

/** content/sample/: what the simulation is made of. */
export interface SampleContent {
  readonly market: SampleMarket;
  readonly scenarios: Readonly<Record<string, SampleScenario>>;
  readonly vocabulary: Vocabulary;
}

const NAMES = [
  "market.yaml",
  "scenarios.yaml",
  "headlines.txt",
  "levels.csv",
  "sectors.csv",
  "assets.csv",
  "macro.csv",
] as const;

/** In the order of their names. */
type ContentTables = [Table, Table, Table, Table, Table, Table, Table];

/** Reads content/sample/ below the project's folder. @throws PipelineError with every fault of every file: file-missing, config-invalid */
export async function readSampleContent(
  root: string,
  { files, kept }: Pick<World, "files" | "kept">,
): Promise<SampleContent> {
  const read = await Promise.all(
    NAMES.map(async (name) => {
      const place = `content/sample/${name}`;
      return { place, bytes: await files.read(`${root}/${place}`) };
    }),
  );
  const missing = read.filter(({ bytes }) => bytes === null).map(({ place }) => missingFile(place));
  if (missing.length > 0) throw new PipelineError(missing);
  return checkedContent(read as Table[], kept);
}

async function checkedContent(tables: readonly Table[], kept: World["kept"]): Promise<SampleContent> {
  const [market, scenarios, words, levels, sectors, assets, macro] = tables as ContentTables;
  const faults: FaultDetail[] = [];
  const refuse = (found: readonly FaultDetail[]) => void faults.push(...found);
  const simulation = await recallSettings(market, scenarios, kept).catch((error: unknown) => {
    if (!(error instanceof PipelineError)) throw error;
    refuse(error.faults);
    return null;
  });
  const tableContent = {
    levels: readLevels(levels, refuse),
    sectors: readSectors(sectors, refuse),
    assets: readAssets(assets, refuse),
    macro: readMacro(macro, refuse),
  };
  const vocabulary = readVocabulary(textOf(words), words.place, refuse);
  if (!simulation || faults.length > 0) throw new PipelineError(faults);
  const { settings, scenarios: all } = simulation;
  return { market: { ...settings, ...tableContent }, scenarios: all, vocabulary };
}

/** The YAML reader takes 20 ms to load: while both texts stay the same, what it read before is taken. */
function recallSettings(market: Table, scenarios: Table, kept: World["kept"]): Promise<SimulationSettings> {
  return kept.recall("sample", JSON.stringify([textOf(market), textOf(scenarios)]), async () => {
    const { readSimulationSettings } = await import("./settings.ts");
    return readSimulationSettings(market, scenarios);
  });
}

function textOf({ bytes }: Table): string {
  return new TextDecoder().decode(bytes);
}

function missingFile(place: string): FaultDetail {
  return {
    code: "file-missing",
    place,
    message: "The file is not there.",
    remedy: "Take it from the repository.",
  };
}
