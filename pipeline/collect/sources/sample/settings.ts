import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type FaultDetail, PipelineError } from "../../../errors.ts";
import {
  type SampleScenario,
  SampleScenariosSchema,
  type SampleSettings,
  SampleSettingsSchema,
} from "../../../model/sample.ts";
import type { Table } from "./tables.ts";

/** market.yaml and scenarios.yaml. */
export interface SimulationSettings {
  readonly settings: SampleSettings;
  readonly scenarios: Readonly<Record<string, SampleScenario>>;
}

/** Reads both against their schemas. @throws PipelineError config-invalid with every fault of both, by line */
export function readSimulationSettings(market: Table, scenarios: Table): SimulationSettings {
  const faults: FaultDetail[] = [];
  const refuse = (found: readonly FaultDetail[]) => void faults.push(...found);
  const read = {
    settings: readYaml(market, SampleSettingsSchema, refuse),
    scenarios: readYaml(scenarios, SampleScenariosSchema, refuse),
  };
  if (!read.settings || !read.scenarios) throw new PipelineError(faults);
  return { settings: read.settings, scenarios: read.scenarios };
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
