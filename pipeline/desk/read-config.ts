import { isMap, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { bandFaults } from "../finance/bands.ts";
import { type Edition, EditionSchema, type Sources, SourcesSchema } from "../model/edition.ts";
import { type MarketCalendars, MarketCalendarsSchema } from "../model/holidays.ts";
import { type MeetingCalendar, MeetingCalendarSchema } from "../model/meeting.ts";
import type { Section } from "../sections/section.ts";
import type { World } from "../world/world.ts";
import { nearest } from "./nearest.ts";

/** content/: what a desk configures. */
export interface Config {
  readonly edition: Edition;
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
}

type Path = readonly (string | number)[];

/** A checked file, and the line on which each of its fields stands. */
interface Checked<T> {
  readonly value: T | null;
  readonly faults: readonly FaultDetail[];
  readonly fault: (path: Path, message: string, remedy?: string) => FaultDetail;
}

/** Reads and checks all configuration. @throws PipelineError config-invalid with every fault of every file, by line */
export async function readConfig(
  root: string,
  sections: readonly Section[],
  world: Pick<World, "files">,
): Promise<Config> {
  const read = <T>(name: string, schema: z.ZodType<T>) =>
    readYaml(`${root}/content/${name}`, `content/${name}`, schema, world);
  const [edition, plans, calendars, meetings] = await Promise.all([
    read("tracker.yaml", EditionSchema),
    read("sources.yaml", SourcesSchema),
    read("calendar/holidays.yaml", MarketCalendarsSchema),
    read("calendar/fomc.yaml", MeetingCalendarSchema),
  ]);
  const faults = [edition, plans, calendars, meetings].flatMap((one) => one.faults);
  if (edition.value) faults.push(...editionFaults(edition, sections));
  if (edition.value && plans.value) faults.push(...unknownSeries(edition, plans.value));
  if (faults.length > 0) throw new PipelineError(faults);
  return {
    edition: edition.value!,
    plans: plans.value!,
    calendars: calendars.value!,
    meetings: meetings.value!,
  };
}

async function readYaml<T>(
  path: string,
  place: string,
  schema: z.ZodType<T>,
  { files }: Pick<World, "files">,
): Promise<Checked<T>> {
  const bytes = await files.read(path);
  const lines = new LineCounter();
  const document = parseDocument(new TextDecoder().decode(bytes ?? new Uint8Array()), { lineCounter: lines });
  const lineAt = (field: Path): string => {
    for (let depth = field.length; depth > 0; depth -= 1) {
      const node = document.getIn(field.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return `${place}:${lines.linePos(node.range[0]).line} [${field.join(".")}]`;
    }
    return field.length > 0 ? `${place} [${field.join(".")}]` : place;
  };
  const fault = (field: Path, message: string, remedy = "Correct the line."): FaultDetail => ({
    code: "config-invalid",
    place: lineAt(field),
    message,
    remedy,
  });
  if (!bytes)
    return {
      value: null,
      fault,
      faults: [
        {
          code: "file-missing",
          place,
          message: "The file is not there.",
          remedy: "Take it from the repository.",
        },
      ],
    };
  const broken = document.errors.map(({ message, pos }): FaultDetail => {
    const at = `${place}:${lines.linePos(pos[0]).line}`;
    return {
      code: "config-invalid",
      place: at,
      message: `The file is not YAML: ${message.split("\n")[0]}`,
      remedy: "Correct the line.",
    };
  });
  if (broken.length > 0 || !isMap(document.contents))
    return { value: null, fault, faults: broken.length > 0 ? broken : [fault([], "The file is empty.")] };
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, fault, faults: [] };
  return {
    value: null,
    fault,
    faults: checked.error.issues.flatMap((issue) => issueFaults(issue, schema, fault)),
  };
}

function issueFaults(
  issue: z.core.$ZodIssue,
  _schema: z.ZodType,
  fault: Checked<unknown>["fault"],
): FaultDetail[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) =>
      fault([...path, key], `There is no setting "${key}" here.`, "Remove it or correct its name."),
    );
  return [fault(path, `${issue.message}.`)];
}

function editionFaults({ value, fault }: Checked<Edition>, sections: readonly Section[]): FaultDetail[] {
  const known = sections.map(({ id }) => id);
  const { sections: chosen, ig } = value!;
  const unknown = chosen.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [fault(["sections", index], `There is no section "${id}".`, nearest(id, known))],
  );
  const twice = chosen.flatMap((id, index) =>
    chosen.indexOf(id) < index ? [fault(["sections", index], `The section "${id}" stands twice.`)] : [],
  );
  const bands = Object.entries(ig.bands).flatMap(([instrument, list]) =>
    bandFaults(list).map(({ index, message }) =>
      fault(
        ["ig", "bands", instrument, index],
        message,
        "Bands go from 0 to null (and above), each beginning where the one before ends.",
      ),
    ),
  );
  return [...unknown, ...twice, ...bands];
}

/** Series that tracker.yaml names must be planned in sources.yaml. */
function unknownSeries({ value, fault }: Checked<Edition>, { series }: Sources): FaultDetail[] {
  const { keyFigures, ig, sectors } = value!;
  const named: [Path, string][] = [
    ...Object.entries(keyFigures).map(([name, id]): [Path, string] => [["keyFigures", name], id]),
    [["ig", "series"], ig.series],
    ...ig.beside.map((id, index): [Path, string] => [["ig", "beside", index], id]),
    [["sectors", "index"], sectors.index],
  ];
  return named.flatMap(([path, id]) =>
    Object.hasOwn(series, id)
      ? []
      : [fault(path, `The series ${id} is not in content/sources.yaml.`, nearest(id, Object.keys(series)))],
  );
}
