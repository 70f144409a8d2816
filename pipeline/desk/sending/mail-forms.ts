import { PipelineError } from "../../errors.ts";
import type { Version } from "../../model/delivery.ts";
import { type IssuePlace, outFolder } from "../../rebuild/issue-place.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { World } from "../../world/world.ts";

type Bytes = Readonly<Record<string, Uint8Array>>;

/** Of all forms those that a letter is made of: its two texts, the PDF, and pictures. */
const IN_LETTERS = /^(email\.html|email\.txt|issue\.pdf|.*\.(png|jpe?g|gif|webp))$/;

export function lettersForms(names: readonly string[]): readonly string[] {
  return names.filter((name) => IN_LETTERS.test(name));
}

/** As they were kept when the version was frozen. @throws PipelineError archive-damaged */
export async function keptForms(
  { id, bound }: Version,
  deliveries: Pick<Deliveries, "file">,
): Promise<Bytes> {
  const forms: Record<string, Uint8Array> = {};
  for (const name of lettersForms(Object.keys(bound.forms))) {
    const bytes = await deliveries.file(bound.forms[name]!);
    if (!bytes)
      throw new PipelineError({
        code: "archive-damaged",
        place: `${id} [${name}]`,
        message: "The bytes of this form are not in the database.",
        remedy: "Put a copy of .tracker/delivery.sqlite in its place.",
      });
    forms[name] = bytes;
  }
  return forms;
}

/** As they lie in the edition's folder now: for trials only. */
export async function builtForms(
  place: IssuePlace,
  names: readonly string[],
  { files }: Pick<World, "files">,
): Promise<Bytes> {
  const forms: Record<string, Uint8Array> = {};
  for (const name of lettersForms(names)) {
    const bytes = await files.read(`${outFolder(place)}/${name}`);
    if (bytes) forms[name] = bytes;
  }
  return forms;
}
