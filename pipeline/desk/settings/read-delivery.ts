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
  const text = new TextDecoder().decode(bytes);
  return kept ? kept.recall("delivery", text, () => checkedDelivery(text)) : checkedDelivery(text);
}

async function checkedDelivery(text: string): Promise<DeliverySettings> {
  const { readYaml } = await import("./read-yaml.ts");
  const { value, faults, fault } = readYaml(text, PLACE, DeliverySettingsSchema);
  if (!value) throw new PipelineError(faults);
  const { deliveryFaults, inMachineForm } = await import("./delivery-faults.ts");
  const wrong = deliveryFaults(value, fault);
  if (wrong.length > 0) throw new PipelineError(wrong);
  return inMachineForm(value);
}
