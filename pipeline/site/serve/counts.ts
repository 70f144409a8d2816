import { INTAKE_OUTCOMES, type IntakeOutcome } from "../intake/intake.ts";
import { ROUTES, type RouteName } from "./routes.ts";

/** What happened since the server started. Names come from lists of ours: strangers cannot make them many. */
export interface Counts {
  request(route: RouteName | "refused", status: number): void;
  intake(outcome: IntakeOutcome): void;
  /** In order of routes and statuses. */
  requests(): readonly (readonly [route: string, status: number, times: number])[];
  intakes(): readonly (readonly [outcome: IntakeOutcome, times: number])[];
}

export function openCounts(): Counts {
  const requests = new Map<string, Map<number, number>>();
  const intakes = new Map<IntakeOutcome, number>();
  return {
    request(route, status) {
      const byStatus = requests.get(route) ?? new Map<number, number>();
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      requests.set(route, byStatus);
    },
    intake(outcome) {
      intakes.set(outcome, (intakes.get(outcome) ?? 0) + 1);
    },
    requests: () =>
      [...ROUTES, "refused"].flatMap((route) =>
        [...(requests.get(route) ?? [])]
          .sort(([one], [other]) => one - other)
          .map(([status, times]) => [route, status, times] as const),
      ),
    intakes: () => INTAKE_OUTCOMES.map((outcome) => [outcome, intakes.get(outcome) ?? 0] as const),
  };
}
