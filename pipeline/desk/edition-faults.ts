import type { FaultDetail } from "../errors.ts";
import { bandFaults } from "../finance/bands.ts";
import type { Edition, Sources } from "../model/edition.ts";
import type { Section } from "../sections/section.ts";
import { nearest } from "./nearest.ts";
import type { CheckedYaml, FieldPath } from "./read-yaml.ts";

/** A read edition, and how to name a line of it. */
type Read = { readonly value: Edition; readonly fault: CheckedYaml<Edition>["fault"] };

/** What no schema can say of an edition: sections that there are, each once, and bands without a gap. */
export function editionFaults(edition: Read, sections: readonly Section[]): FaultDetail[] {
  return [...sectionFaults(edition, sections), ...bandListFaults(edition)];
}

function sectionFaults(
  { value: { sections: chosen }, fault }: Read,
  sections: readonly Section[],
): FaultDetail[] {
  const known = sections.map(({ id }) => id);
  return chosen.flatMap((id, index) => {
    const place = ["sections", index];
    if (!known.includes(id)) return [fault(place, `There is no section "${id}".`, nearest(id, known))];
    return chosen.indexOf(id) < index ? [fault(place, `The section "${id}" stands twice.`)] : [];
  });
}

function bandListFaults({ value: { ig }, fault }: Read): FaultDetail[] {
  const remedy = "Bands go from 0 to null (and above), each beginning where the one before ends.";
  return Object.entries(ig.bands).flatMap(([instrument, list]) =>
    bandFaults(list).map(({ index, message }) => fault(["ig", "bands", instrument, index], message, remedy)),
  );
}

/** Series that the edition names must be planned in sources.yaml. */
export function seriesFaults({ value, fault }: Read, { series }: Sources): FaultDetail[] {
  const { keyFigures, ig, sectors } = value;
  const named: [FieldPath, string][] = [
    ...Object.entries(keyFigures).flatMap(([name, id]): [FieldPath, string][] =>
      typeof id === "string"
        ? [[["keyFigures", name], id]]
        : id.map((one, index) => [["keyFigures", name, index], one]),
    ),
    [["ig", "series"], ig.series],
    ...ig.beside.map((id, index): [FieldPath, string] => [["ig", "beside", index], id]),
    [["sectors", "index"], sectors.index],
  ];
  const planned = Object.keys(series);
  return named
    .filter(([, id]) => !planned.includes(id))
    .map(([field, id]) =>
      fault(field, `The series ${id} is not in content/sources.yaml.`, nearest(id, planned)),
    );
}
