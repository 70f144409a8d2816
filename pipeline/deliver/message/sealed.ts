import { PipelineError } from "../../errors.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { readAddress } from "../../post/address.ts";
import { dkimKeyOf } from "../dkim/dkim-key.ts";
import { dkimSigner } from "../dkim/dkim-signer.ts";
import { bodyHasher } from "../dkim/relaxed-body.ts";
import { ascii, type Hole, isHole, joined, type Part } from "./body.ts";
import type { Field } from "./header.ts";

/** One letter of many: its envelope, its header fields, and what fills the body's holes. */
export interface Enclosed {
  readonly from: string;
  readonly to: string;
  readonly fields: readonly Field[];
  readonly fill: (hole: Hole) => Uint8Array;
}

/**
 * Makes letters of one body, signed where the settings ask for it. What they share is encoded, made canonical and hashed once, up to the first
 * hole of the body.
 *
 * @throws PipelineError secret-missing
 */
export function sealer(
  part: Part,
  {
    settings,
    dkimKey,
    at,
  }: { settings: Pick<DeliverySettings, "dkim">; dkimKey: string | null; at: IsoInstant },
): (enclosed: Enclosed) => Letter {
  const body = joined(part.pieces);
  const { dkim } = settings;
  const sign = dkim && dkimSigner({ ...dkim, key: dkimKeyOf(dkimKey), at });
  const hashOf = dkim && bodyHasher(body);
  return ({ from, to, fields, fill }) => {
    const own = new Map<Hole, Uint8Array>();
    const filled = (hole: Hole) => {
      const bytes = own.get(hole) ?? fill(hole);
      own.set(hole, bytes);
      return bytes;
    };
    const signature = sign && hashOf ? [sign(fields, hashOf(filled))] : [];
    const head = ascii(`${[...signature, ...fields].map(({ written }) => `${written}\r\n`).join("")}\r\n`);
    const parts = [head, ...body.map((piece) => (isHole(piece) ? filled(piece.hole) : piece))];
    return { from, to, parts, bytes: parts.reduce((sum, { length }) => sum + length, 0) };
  };
}

/** An address as it is written to. @throws PipelineError subscriber-invalid: then nothing is written to it */
export function expectAddress(address: string): string {
  const read = readAddress(address);
  if ("address" in read) return read.address;
  const remedy = "Take the subscriber off the list, and add him with an address that mail can be sent to.";
  const place = JSON.stringify(address.slice(0, 80));
  throw new PipelineError({ code: "subscriber-invalid", place, message: read.wrong, remedy });
}
