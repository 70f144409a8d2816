import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Agenda } from "../../model/agenda.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Edition, Sources } from "../../model/edition.ts";
import type { MarketCalendars } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Theme } from "../../model/theme.ts";
import type { Vocabulary } from "../../model/vocabulary.ts";
import type { Section } from "../../sections/section.ts";
import type { World } from "../../world/world.ts";
import { readAgenda } from "./read-agenda.ts";
import { readHolidays, readMeetings } from "./read-calendars.ts";
import { readDelivery } from "./read-delivery.ts";
import type { Settings } from "./read-settings.ts";
import { readTheme } from "./read-theme.ts";

/** content/: what a desk configures. */
export interface Config {
  readonly edition: Edition;
  /** How the desk's issues look. */
  readonly theme: Theme;
  readonly plans: Sources;
  /** By which words the prose checker knows what a text speaks of. */
  readonly vocabulary: Vocabulary;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
  readonly agenda: Agenda;
  /** How issues go out; null where there is no content/delivery.yaml. */
  readonly delivery: DeliverySettings | null;
}

type Reading = Pick<World, "files" | "kept">;

/** Reads and checks all configuration. @throws PipelineError config-invalid with every fault of every file, by line */
export async function readConfig(
  root: string,
  sections: readonly Section[],
  world: Reading,
): Promise<Config> {
  const [settings, theme, calendars, meetings, agenda, delivery] = await Promise.all([
    faultsOr(recallSettings(root, sections, world)),
    faultsOr(readTheme(root, world)),
    faultsOr(readHolidays(root, world)),
    faultsOr(readMeetings(root, world)),
    faultsOr(readAgenda(root, world)),
    faultsOr(readDelivery(root, world)),
  ]);
  const faults = [settings, theme, calendars, meetings, agenda, delivery].flatMap((one) => one.faults);
  if (faults.length > 0) throw new PipelineError(faults);
  return {
    ...settings.value!,
    edition: { ...settings.value!.edition, papers: theme.value!.page.papers },
    theme: theme.value!,
    calendars: calendars.value!,
    meetings: meetings.value!,
    agenda: agenda.value!,
    delivery: delivery.value,
  };
}

/** To load the YAML reader and to read these files takes 40 ms: as long as their texts are the same, that was done before. */
async function recallSettings(
  root: string,
  sections: readonly Section[],
  { files, kept }: Reading,
): Promise<Settings> {
  const edition = textOf(await files.read(`${root}/content/tracker.yaml`));
  const plans = textOf(await files.read(`${root}/content/sources.yaml`));
  const vocabulary = textOf(await files.read(`${root}/content/vocabulary.yaml`));
  const from = JSON.stringify([edition, plans, vocabulary, sections.map(({ id }) => id)]);
  return kept.recall("settings", from, async () => {
    const { readSettings } = await import("./read-settings.ts");
    return readSettings({ edition, plans, vocabulary }, sections);
  });
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes && new TextDecoder().decode(bytes);
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
