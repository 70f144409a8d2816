import { PipelineError } from "../../errors.ts";
import { type DeliverySettings, DeliverySettingsSchema } from "../../model/delivery-settings.ts";
import type { World } from "../../world/world.ts";

const PLACE = "content/delivery.yaml";

type Reading = Pick<World, "files"> & Partial<Pick<World, "kept">>;

/**
 * How the desk's issues go out, with addresses, domains and the site as machines write them: lower case, ASCII.
 *
 * @param world with `kept`, the file is not parsed again while its text stays the same
 * @returns null where there is no such file: a project that sends nothing
 * @throws PipelineError config-invalid with every fault, by line
 */
export async function readDelivery(root: string, { files, kept }: Reading): Promise<DeliverySettings | null> {
  const bytes = await files.read(`${root}/${PLACE}`);
  if (!bytes) return null;
  const text = textOf(bytes);
  return kept ? kept.recall("delivery", text, () => checkedDelivery(text)) : checkedDelivery(text);
}

async function checkedDelivery(text: string): Promise<DeliverySettings> {
  const { inLineOrder, readYaml } = await import("./read-yaml.ts");
  const { soundDelivery } = await import("./sound-delivery.ts");
  const { value, faults, fault, plain } = readYaml(text, PLACE, DeliverySettingsSchema);
  const { deliveryFaults, inMachineForm } = await import("./delivery-faults.ts");
  const sound = value ?? (plain === null ? null : soundDelivery(plain));
  const wrong = inLineOrder([...faults, ...(sound ? deliveryFaults(sound, fault) : [])]);
  if (wrong.length > 0 || !value) throw new PipelineError(wrong);
  return inMachineForm(value);
}

/** Other letters would go into every mail as question marks. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const message = "The file is no UTF-8.";
    const remedy = "Save it as UTF-8 in your editor.";
    throw new PipelineError({ code: "config-invalid", place: PLACE, message, remedy });
  }
}
