import { describe, expect, it } from "vitest";
import { approvalState, changedForms } from "../../../pipeline/desk/approval/approval.ts";
import { nameKey, nameOf, noteOf } from "../../../pipeline/desk/approval/approval-names.ts";
import type { ApprovalAct, ApprovalRules, Bound } from "../../../pipeline/model/approval.ts";

const NAMES = [
  "charts/a.png",
  "email.html",
  "email.txt",
  "issue-letter.pdf",
  "issue.html",
  "issue.md",
  "issue.pdf",
];
const bound: Bound = {
  edition: "free",
  subject: "Spreads widen",
  recipients: "tier = free",
  forms: Object.fromEntries(NAMES.map((name) => [name, "a".repeat(64)])),
};
const with_ = (name: string): Bound => ({ ...bound, forms: { ...bound.forms, [name]: "b".repeat(64) } });
const act = (by: string, minute: number, more: Partial<ApprovalAct> = {}): ApprovalAct => ({
  date: "2025-09-18",
  act: "approve",
  by,
  at: `2025-09-18T21:${String(minute).padStart(2, "0")}:00Z`,
  note: null,
  bound,
  ...more,
});
const withdrawn = (by: string, minute: number) => act(by, minute, { act: "withdraw", bound: null });
const rules = (more: Partial<ApprovalRules> = {}): ApprovalRules => ({
  people: 2,
  holdMinutes: 0,
  approvers: [],
  ...more,
});
const stand = (acts: readonly ApprovalAct[], more: Partial<ApprovalRules> = {}, now: Bound | null = bound) =>
  approvalState(acts, now, { rules: rules(more), now: "2025-09-18T22:00:00Z" });
const names = (state: ReturnType<typeof stand>) => state.by.map(({ name }) => name);

describe("an approval", () => {
  it("by one of two people waits for the second, and the second lets it out", () => {
    expect(stand([act("Editor One", 1)])).toMatchObject({ state: "partly", from: null });
    expect(stand([act("Editor One", 1), act("Editor Two", 5)])).toMatchObject({
      state: "approved",
      from: "2025-09-18T21:05:00.000Z",
    });
  });

  it("counts a person once, however the name is typed", () => {
    const acts = [act("Editor One", 1), act("EDITOR  ONE", 2), act("\uFF25ditor One", 3)];
    expect(stand(acts)).toMatchObject({ state: "partly" });
    expect(names(stand(acts))).toEqual(["Editor One"]);
  });

  it("is held so many minutes after the last one that was needed, and no longer for a third", () => {
    const acts = [act("Editor One", 1), act("Editor Two", 20), act("Editor Three", 50)];
    expect(stand(acts, { holdMinutes: 60 })).toMatchObject({
      state: "held",
      from: "2025-09-18T22:20:00.000Z",
    });
    expect(stand(acts, { holdMinutes: 40 })).toMatchObject({
      state: "approved",
      from: "2025-09-18T22:00:00.000Z",
    });
  });

  it.each([...NAMES, "charts/new.png"])("is void when a byte of %s is another one, and says so", (name) => {
    const { state, voided } = stand([act("Editor One", 1)], { people: 1 }, with_(name));
    expect({ state, changed: voided[0]?.changed }).toEqual({ state: "voided", changed: [name] });
  });

  it.each([
    ["subject", { ...bound, subject: "Spreads widen." }],
    ["recipients", { ...bound, recipients: "tier = paid" }],
  ] as const)("is void when the %s is another one", (name, now) => {
    expect(stand([act("Editor One", 1)], { people: 1 }, now).voided).toMatchObject([{ changed: [name] }]);
  });

  it("of one edition neither counts for the other nor is voided by it", () => {
    const paid: Bound = { ...bound, edition: "paid", recipients: "tier = paid" };
    const acts = [act("Editor One", 1), act("Editor One", 2, { bound: paid }), act("Editor Two", 3)];
    expect(names(stand(acts))).toEqual(["Editor One", "Editor Two"]);
    expect(stand(acts, {}, paid)).toMatchObject({
      state: "partly",
      by: [{ name: "Editor One" }],
      voided: [],
    });
    expect(stand([act("Editor One", 1)], {}, paid)).toMatchObject({ state: "none", voided: [] });
  });

  it("is taken back for the edition that a withdrawal names, and for both where it names none", () => {
    const paid: Bound = { ...bound, edition: "paid" };
    const acts = [act("Editor One", 1), act("Editor One", 2, { bound: paid })];
    const back = act("Editor One", 3, { act: "withdraw", bound: paid });
    expect(stand([...acts, back], { people: 1 })).toMatchObject({ state: "approved" });
    expect(stand([...acts, back], { people: 1 }, paid)).toMatchObject({ state: "none" });
    for (const now of [bound, paid])
      expect(stand([...acts, withdrawn("Editor One", 3)], { people: 1 }, now)).toMatchObject({
        state: "none",
      });
  });

  it("is void when a form is gone, or nothing whole is there", () => {
    const { "issue.pdf": _, ...forms } = bound.forms;
    expect(changedForms(bound, { ...bound, forms })).toEqual(["issue.pdf"]);
    expect(stand([act("Editor One", 1)], {}, null).voided).toMatchObject([{ changed: ["the whole issue"] }]);
  });

  it("that is withdrawn does not count, and counts again when it is given again", () => {
    const acts = [act("Editor One", 1), act("Editor Two", 2), withdrawn("editor one", 3)];
    expect(names(stand(acts))).toEqual(["Editor Two"]);
    expect(stand(acts).voided).toEqual([]);
    const again = stand([...acts, act("Editor One", 40)], { holdMinutes: 30 });
    expect(names(again)).toEqual(["Editor Two", "Editor One"]);
    expect(again).toMatchObject({ state: "held", from: "2025-09-18T22:10:00.000Z" });
  });

  it("of other bytes does not stand in the way of one of these", () => {
    const before = act("Editor One", 1, { bound: with_("issue.md") });
    expect(stand([before, act("Editor One", 30)], { people: 1, holdMinutes: 10 })).toMatchObject({
      state: "approved",
      from: "2025-09-18T21:40:00.000Z",
      voided: [],
    });
  });

  it("of somebody who is no longer on the list does not count", () => {
    const acts = [act("Editor One", 1), act("Editor Two", 2)];
    expect(names(stand(acts, { approvers: ["editor two", "Editor Three"] }))).toEqual(["Editor Two"]);
  });
});

describe("a name", () => {
  it("is kept as colleagues write it, whatever spaces are around and in it", () => {
    expect(nameOf("  Jos\u0065\u0301   Garc\u00eda ")).toBe("Jos\u00e9 Garc\u00eda");
    expect(nameKey("Jos\u0065\u0301 Garc\u00eda")).toBe(nameKey("JOS\u00c9\u00a0GARC\u00cdA"));
    expect(nameKey("Stra\u00dfe")).toBe(nameKey("STRASSE"));
  });

  it.each([
    ["nothing", "  "],
    ["no letter", "007 !"],
    ["a direction override", "Editor \u202eenO"],
    ["a letter without width", "Edi\u200btor"],
    ["a line feed", "Editor\nOne"],
    ["an escape", "Editor \u001b[31m"],
    ["a letter of private use", "Editor \ue000"],
    ["half a surrogate pair", "Editor \ud83d"],
    ["too much", "E".repeat(81)],
  ])("is refused with %s in it", (_, name) => {
    expect(() => nameOf(name)).toThrow(/Write: --by NAME/);
  });

  it("has a note of one line, or none", () => {
    expect([noteOf(undefined), noteOf(" "), noteOf(" after the Fed ")]).toEqual([
      null,
      null,
      "after the Fed",
    ]);
    expect(() => noteOf("n".repeat(1001))).toThrow(/one line of at most 1000/);
    expect(() => noteOf("a\nb")).toThrow(/one line/);
  });
});
