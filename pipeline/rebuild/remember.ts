import type { Charts, Files, Printer } from "../world/world.ts";
import { type BuildRecord, hashOf } from "./record.ts";

/** What draws and prints. */
export interface Makers {
  readonly charts: Charts;
  readonly printer: Printer;
}

/** What an earlier build left. */
export interface Earlier {
  readonly record: BuildRecord | null;
  readonly folder: string;
  readonly files: Pick<Files, "read">;
  /** Of the program and its browser: another one makes other bytes of the same page. */
  readonly version: string;
}

/** Makers that take from an earlier build what it made of the same thing, and note what they make now. */
export function remembering(
  { charts, printer }: Makers,
  earlier: Earlier,
): Makers & { readonly made: Record<string, string> } {
  const made: Record<string, string> = {};
  const kept = keeper(earlier);
  const once = async (kind: string, from: unknown, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const key = hashOf(JSON.stringify([kind, earlier.version, from]));
    const bytes = (await kept(key)) ?? (await make());
    made[key] = hashOf(bytes);
    return bytes;
  };
  return {
    made,
    charts: {
      warm: charts.warm,
      png: (spec) => once("png", spec, () => charts.png(spec)),
      async svg(spec) {
        const bytes = await once("svg", spec, async () => new TextEncoder().encode(await charts.svg(spec)));
        return new TextDecoder().decode(bytes);
      },
    },
    printer: { warm: printer.warm, print: (page) => once("pdf", page, () => printer.print(page)) },
  };
}

/** Looks up what was made of the same thing: null where nothing was, or the file is no longer what it was. */
function keeper({ record, folder, files }: Earlier): (key: string) => Promise<Uint8Array | null> {
  const names = new Map(Object.entries(record?.artifacts ?? {}).map(([name, hash]) => [hash, name]));
  return async (key) => {
    const hash = record?.made[key];
    const name = hash && names.get(hash);
    const bytes = name ? await files.read(`${folder}/${name}`) : null;
    return bytes && hashOf(bytes) === hash ? bytes : null;
  };
}
