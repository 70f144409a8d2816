import { z } from "zod";
import { UnitSchema } from "./unit.ts";

/**
 * Two sides that must be equal, each computed on its own: "the steps sum to the change of the path". Sections state those of
 * their views, gates hold them; `tolerance` has its reason in `because`.
 */
export const IdentitySchema = z.strictObject({
  name: z.string(),
  left: z.number(),
  right: z.number(),
  unit: UnitSchema,
  tolerance: z.number().nonnegative(),
  because: z.string(),
});
export type Identity = z.infer<typeof IdentitySchema>;
