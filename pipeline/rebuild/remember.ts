import type { Charts, Files, Printer } from "../world/world.ts";
import { type BuildRecord, hashOf } from "./record.ts";

/** What draws and prints, told apart by version: another browser or canvas makes other bytes of the same page. */
export interface Makers {
  readonly charts: Charts;
  readonly printer: Printer;
}

/** Makers that take from an earlier build what it made of the same thing, and note what they make now. */
export function remembering(
  { charts, printer }: Makers,
  {
    record,
    folder,
    files,
    version,
  }: { record: BuildRecord | null; folder: string; files: Pick<Files, "read">; version: string },
): Makers & { readonly made: Record<string, string> } {
  const made: Record<string, string> = {};
  const names = new Map(Object.entries(record?.artifacts ?? {}).map(([name, hash]) => [hash, name]));
  const once = async (kind: string, from: unknown, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const key = hashOf(JSON.stringify([kind, version, from]));
    const known = record?.made[key];
    const name = known && names.get(known);
    const kept = name ? await files.read(`${folder}/${name}`) : null;
    const bytes = kept && hashOf(kept) === known ? kept : await make();
    made[key] = hashOf(bytes);
    return bytes;
  };
  const warmIfNew = (maker: { warm(): void }) => () => {
    if (!record) maker.warm();
  };
  return {
    made,
    charts: {
      warm: warmIfNew(charts),
      png: (spec) => once("png", spec, () => charts.png(spec)),
      async svg(spec) {
        const bytes = await once("svg", spec, async () => new TextEncoder().encode(await charts.svg(spec)));
        return new TextDecoder().decode(bytes);
      },
    },
    printer: { warm: warmIfNew(printer), print: (page) => once("pdf", page, () => printer.print(page)) },
  };
}
