import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly state: string;
  readonly parent: number;
  readonly group: number;
}

/** Every process of this machine, from Linux's /proc: a bare machine has no `ps`. */
function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const [state = "", parent, group] = readFileSync(`/proc/${id}/stat`, "utf8")
          .split(") ")[1]!
          .split(" ");
        return [{ state, parent: Number(parent), group: Number(group) }];
      } catch {
        return []; // it has just ended
      }
    });
}

/** How many processes of a group still run. */
export const aliveIn = (group: number): number =>
  processes().filter((one) => one.group === group && one.state !== "Z").length;

/** How many children have ended that nobody has seen off. */
export const zombiesOf = (parent: number): number =>
  processes().filter((one) => one.parent === parent && one.state === "Z").length;

/** True as soon as it holds, false if it has not within five seconds. */
export async function eventually(holds: () => boolean): Promise<boolean> {
  for (let wait = 0; wait < 100 && !holds(); wait += 1) await new Promise((go) => setTimeout(go, 50));
  return holds();
}
