import type { FaultDetail } from "../../errors.ts";
import { bandFaults } from "../../finance/bands.ts";
import type { EditionSettings, Sources } from "../../model/edition.ts";
import type { Section } from "../../sections/section.ts";
import { nearest } from "../nearest.ts";
import type { CheckedYaml, FieldPath } from "./read-yaml.ts";

/** A read edition, and how to name a line of it. */
type Read = { readonly value: EditionSettings; readonly fault: CheckedYaml<EditionSettings>["fault"] };

/** What no schema can say of an edition: sections that there are, each once, and bands without a gap. */
export function editionFaults(edition: Read, sections: readonly Section[]): FaultDetail[] {
  return [...sectionFaults(edition, sections), ...namedFaults(edition, sections), ...bandListFaults(edition)];
}

function sectionFaults(
  { value: { sections: chosen, paidOnly }, fault }: Read,
  sections: readonly Section[],
): FaultDetail[] {
  const known = sections.map(({ id }) => id);
  const unknown = paidOnly.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [fault(["paidOnly", index], `There is no section "${id}".`, nearest(id, known))],
  );
  const wrong = chosen.flatMap((id, index) => {
    const place = ["sections", index];
    if (!known.includes(id)) return [fault(place, `There is no section "${id}".`, nearest(id, known))];
    return chosen.indexOf(id) < index ? [fault(place, `The section "${id}" stands twice.`)] : [];
  });
  return [...wrong, ...unknown];
}

/** Of what is named by section: titles and teasers. */
function namedFaults({ value, fault }: Read, sections: readonly Section[]): FaultDetail[] {
  const known = sections.map(({ id }) => id);
  return (["titles", "teasers"] as const).flatMap((field) =>
    Object.keys(value[field])
      .filter((id) => !known.includes(id))
      .map((id) => fault([field, id], `There is no section "${id}".`, nearest(id, known))),
  );
}

function bandListFaults({ value: { ig }, fault }: Read): FaultDetail[] {
  const remedy = "Bands go from 0 to null (and above), each beginning where the one before ends.";
  return Object.entries(ig.bands).flatMap(([instrument, list]) =>
    bandFaults(list).map(({ index, message }) => fault(["ig", "bands", instrument, index], message, remedy)),
  );
}

/** Fields of the settings that hold series, by whatever section they are under. */
const SERIES_FIELDS = new Set(
  [
    "index longYield shortYield spread volatility also beside series short long nominal real inflation growth",
    "credit inflationExpectation market safer riskier equity rates currency yield against ratio nominalGdp realGdp",
    "balance tenors tenor swap treasury moves mirrors",
  ]
    .join(" ")
    .split(" "),
);

/** Series that the edition names must be planned in sources.yaml. */
export function seriesFaults({ value, fault }: Read, { series }: Sources): FaultDetail[] {
  const planned = Object.keys(series);
  return namedSeries(value, [])
    .filter(([, id]) => !planned.includes(id))
    .map(([field, id]) =>
      fault(field, `The series ${id} is not in content/sources.yaml.`, nearest(id, planned)),
    );
}

/** Every series id below a place of the settings, with its path. */
function namedSeries(value: unknown, path: readonly (string | number)[]): [FieldPath, string][] {
  if (typeof value === "string") {
    const field = path.findLast((step) => typeof step === "string");
    return typeof field === "string" && SERIES_FIELDS.has(field) ? [[[...path], value]] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => namedSeries(one, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => namedSeries(one, [...path, name]));
}
