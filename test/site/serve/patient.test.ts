import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { patientSubscribers } from "../../../pipeline/site/serve/patient.ts";
import { madeUpList } from "../made-up-list.ts";

function busy(times: number, code: "archive-busy" | "archive-damaged" = "archive-busy") {
  const list = madeUpList();
  const { id } = list.put("ada@example.com", "active");
  const { change } = list;
  let calls = 0;
  list.change = async (...given) => {
    calls += 1;
    if (calls <= times) throw new PipelineError({ code, message: "Not now." });
    return change(...given);
  };
  const slept: number[] = [];
  const patient = patientSubscribers(list, async (ms) => void slept.push(ms));
  return {
    slept,
    leave: () => patient.change(id, { to: "unsubscribed", why: "asked" }, "2025-11-05T12:00:00.000Z"),
  };
}

describe("a reader who leaves while another process writes", () => {
  it("is waited for, and leaves", async () => {
    const { leave, slept } = busy(3);
    expect(await leave()).toMatchObject({ state: "unsubscribed" });
    expect(slept).toEqual([100, 300, 1000]);
  });

  it("hears of it when that takes too long, or the database is damaged", async () => {
    await expect(busy(5).leave()).rejects.toThrow("Not now.");
    const damaged = busy(1, "archive-damaged");
    await expect(damaged.leave()).rejects.toThrow("Not now.");
    expect(damaged.slept).toEqual([]);
  });
});
