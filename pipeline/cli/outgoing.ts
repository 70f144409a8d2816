import { readDelivery } from "../desk/settings/read-delivery.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import type { DeliverySecrets, DeliverySettings } from "../model/delivery-settings.ts";
import { realFiles } from "../world/files.ts";
import { readSecrets } from "./delivery-secrets.ts";
import type { Environment } from "./environment.ts";
import { readAuthorities } from "./mailing-world.ts";

/** How a project's mail goes out. */
export interface Outgoing {
  readonly settings: DeliverySettings;
  readonly secrets: DeliverySecrets;
  /** PEM by the relay's name. */
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  /** Secrets and authorities' files that are missing. */
  readonly faults: readonly FaultDetail[];
}

/** @throws PipelineError file-missing (no content/delivery.yaml), config-invalid */
export async function readOutgoing(root: string, environment: Environment): Promise<Outgoing> {
  const settings = await readDelivery(root, { files: realFiles });
  if (!settings) throw new PipelineError(noSettings());
  const { secrets, faults } = await readSecrets(environment, settings, realFiles);
  const { authorities, faults: untrusted } = await readAuthorities(root, settings, realFiles);
  return { settings, secrets, authorities, faults: [...faults, ...untrusted] };
}

function noSettings(): FaultDetail {
  return {
    code: "file-missing",
    place: "content/delivery.yaml",
    message: "The file is not there: nobody knows who sends, and by which relay.",
    remedy: "Take it from the repository and write your own sender and relay into it.",
  };
}
