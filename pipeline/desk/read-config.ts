import { type FaultDetail, PipelineError } from "../errors.ts";
import { type Edition, EditionSchema, type Sources, SourcesSchema } from "../model/edition.ts";
import type { MarketCalendars } from "../model/holidays.ts";
import type { MeetingCalendar } from "../model/meeting.ts";
import type { Section } from "../sections/section.ts";
import type { World } from "../world/world.ts";
import { editionFaults, seriesFaults } from "./edition-faults.ts";
import { readHolidays, readMeetings } from "./read-calendars.ts";
import { readYaml } from "./read-yaml.ts";

/** content/: what a desk configures. */
export interface Config {
  readonly edition: Edition;
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
}

/** Reads and checks all configuration. @throws PipelineError config-invalid with every fault of every file, by line */
export async function readConfig(
  root: string,
  sections: readonly Section[],
  world: Pick<World, "files">,
): Promise<Config> {
  const read = (name: string) => world.files.read(`${root}/content/${name}`);
  const edition = readYaml(await read("tracker.yaml"), "content/tracker.yaml", EditionSchema);
  const plans = readYaml(await read("sources.yaml"), "content/sources.yaml", SourcesSchema);
  const [calendars, meetings] = await Promise.all([
    faultsOr(readHolidays(root, world)),
    faultsOr(readMeetings(root, world)),
  ]);
  const faults = [edition, plans, calendars, meetings].flatMap((one) => one.faults);
  if (edition.value) {
    const read = { ...edition, value: edition.value };
    faults.push(...editionFaults(read, sections), ...(plans.value ? seriesFaults(read, plans.value) : []));
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return {
    edition: edition.value!,
    plans: plans.value!,
    calendars: calendars.value!,
    meetings: meetings.value!,
  };
}

/** What was read, or its faults as values: the other files are looked at all the same. */
async function faultsOr<T>(
  reading: Promise<T>,
): Promise<{ value: T | null; faults: readonly FaultDetail[] }> {
  try {
    return { value: await reading, faults: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { value: null, faults: error.faults };
  }
}
