import { type FaultDetail, PipelineError } from "../../errors.ts";
import { EditionSchema, type EditionSettings, type Sources, SourcesSchema } from "../../model/edition.ts";
import { type Vocabulary, VocabularySchema } from "../../model/vocabulary.ts";
import type { Section } from "../../sections/section.ts";
import { editionFaults, seriesFaults } from "./edition-faults.ts";
import { readYaml } from "./read-yaml.ts";

/** content/tracker.yaml, sources.yaml and vocabulary.yaml as they lie there; null is "not there". */
export interface SettingTexts {
  readonly edition: string | null;
  readonly plans: string | null;
  readonly vocabulary: string | null;
}

export interface Settings {
  readonly edition: EditionSettings;
  readonly plans: Sources;
  readonly vocabulary: Vocabulary;
}

/** Reads them against their schemas and each other. @throws PipelineError config-invalid with every fault, by line */
export function readSettings(texts: SettingTexts, sections: readonly Section[]): Settings {
  const edition = readYaml(texts.edition, "content/tracker.yaml", EditionSchema);
  const plans = readYaml(texts.plans, "content/sources.yaml", SourcesSchema);
  const vocabulary = readYaml(texts.vocabulary, "content/vocabulary.yaml", VocabularySchema);
  const faults: FaultDetail[] = [...edition.faults, ...plans.faults, ...vocabulary.faults];
  if (edition.value) {
    const read = { ...edition, value: edition.value };
    faults.push(...editionFaults(read, sections), ...(plans.value ? seriesFaults(read, plans.value) : []));
  }
  if (!edition.value || !plans.value || !vocabulary.value || faults.length > 0)
    throw new PipelineError(faults);
  return { edition: edition.value, plans: plans.value, vocabulary: vocabulary.value };
}
