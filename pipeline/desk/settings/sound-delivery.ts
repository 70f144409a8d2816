import { type DeliverySettings, DeliverySettingsSchema, RelaySchema } from "../../model/delivery-settings.ts";

/** With nothing in it that could be wrong. */
const NEUTRAL = DeliverySettingsSchema.parse({
  from: { name: "Tracker", address: "tracker@example.com" },
  listId: "daily.example.com",
  site: "https://example.com",
  relays: [{ name: "local", host: "localhost", tls: "none" }],
});
const [NEUTRAL_RELAY] = NEUTRAL.relays;

/**
 * What is right of a file that the schema refuses, so that its other rules can be told in the same run; in place of what is wrong stands
 * something that no rule speaks of. Never to be used otherwise.
 *
 * @param plain the file as YAML gives it
 */
export function soundDelivery(plain: unknown): DeliverySettings {
  const { shape } = DeliverySettingsSchema;
  const given = fieldsOf(plain);
  const from = soundFields(shape.from.shape, given.from, NEUTRAL.from);
  const relays = Array.isArray(given.relays) ? given.relays : [];
  const sound = {
    ...soundFields(shape, given, NEUTRAL),
    from,
    relays: relays.map((one: unknown, index) =>
      soundFields(RelaySchema.shape, one, { ...NEUTRAL_RELAY!, name: `local-${index}` }),
    ),
  };
  // Whether a signature fits the sender shows only where both are right.
  const isSenderKnown = shape.from.shape.address.safeParse(fieldsOf(given.from).address).success;
  return { ...sound, dkim: isSenderKnown ? sound.dkim : null };
}

interface Field {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

function soundFields<T extends object>(
  shape: Readonly<Record<string, Field>>,
  given: unknown,
  neutral: T,
): T {
  const fields = fieldsOf(given);
  const right = Object.entries(shape).flatMap(([name, field]) => {
    const { success, data } = field.safeParse(fields[name]);
    return success ? [[name, data] as const] : [];
  });
  return { ...neutral, ...Object.fromEntries(right) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
