import { describe, expect, it } from "vitest";
import type { ApprovalState } from "../../../pipeline/desk/approval/approval.ts";
import { type Known, standingOf } from "../../../pipeline/desk/approval/standing.ts";
import { buildWords } from "../../../pipeline/desk/build-words.ts";

const AT = "2025-11-05T22:31:00Z";
const approved = (more: Partial<ApprovalState>): ApprovalState => ({
  state: "none",
  by: [],
  voided: [],
  needed: 2,
  from: null,
  ...more,
});
const FREE = { date: "2025-11-05", edition: "free", own: "free" } as const;
const known = (more: Partial<Known>): Known => ({
  ...FREE,
  scaffolded: true,
  texts: [],
  faults: [],
  build: { command: "npx tracker build 2025-11-05", findings: [], changed: [], whole: true },
  approval: approved({}),
  rules: { people: 2, holdMinutes: 0, approvers: [] },
  ...more,
});
const anna = { name: "Editor One", at: AT, note: null };

describe("where an issue stands", () => {
  it("is one line for the preview, from the first text to the approval", () => {
    const lines = [
      known({ build: null, scaffolded: false }),
      known({ build: null }),
      known({}),
      known({ approval: approved({ state: "partly", by: [anna] }) }),
      known({
        approval: approved({ state: "held", by: [anna], needed: 1, from: "2025-11-05T22:41:00.000Z" }),
      }),
      known({ approval: approved({ state: "approved", by: [anna], needed: 1, from: AT }) }),
    ].map((one) => standingOf(one).line);
    expect(lines).toEqual([
      "not begun",
      "draft",
      "ready for approval",
      "approved by Editor One at 5 November 2025, 22:31 UTC, 1 more needed",
      "approved by Editor One at 5 November 2025, 22:31 UTC, may go out from 5 November 2025, 22:41 UTC",
      "approved by Editor One at 5 November 2025, 22:31 UTC, may go out since 5 November 2025, 22:31 UTC",
    ]);
  });

  it("names a rule that nobody can keep", () => {
    const rules = { people: 2, holdMinutes: 0, approvers: ["Editor One", "EDITOR ONE"] };
    expect(standingOf(known({ rules })).blocks).toEqual([
      "2 of 2 approvals are missing.",
      "2 people must approve and 1 may: see approval in content/tracker.yaml.",
    ]);
  });

  it("names of many changed forms the first ones", () => {
    const changed = [
      "issue.md",
      "issue.html",
      ...Array.from({ length: 30 }, (_, index) => `charts/${index}.png`),
    ];
    const voided = [{ name: "Editor One", at: AT, changed }];
    expect(standingOf(known({ approval: approved({ state: "voided", voided }) })).blocks[1]).toMatch(
      /is void: issue\.md, issue\.html, charts\/0\.png, .* and 26 more changed\./,
    );
  });
});

describe("the command that builds an issue again", () => {
  it("has the options with which it was built, whatever the record holds", () => {
    const again = (request: unknown, edition: "free" | "paid" = "free") =>
      buildWords({ ...FREE, edition }, JSON.stringify(["version", request]));
    expect(again({ data: { kind: "sample", scenario: "normal" } })).toBe(
      "npx tracker build 2025-11-05 --sample",
    );
    expect(
      again({ data: { kind: "sample", scenario: "all-red" }, papers: ["a4", "letter"], appendix: true }),
    ).toBe("npx tracker build 2025-11-05 --sample all-red --paper a4,letter --appendix");
    expect(again({ data: { kind: "directory", folder: "/srv/it's" } }, "paid")).toBe(
      "npx tracker build 2025-11-05 --edition paid --data '/srv/it'\\''s'",
    );
    expect(again({ data: { kind: "archive", knownAt: AT, offline: true } })).toBe(
      `npx tracker build 2025-11-05 --known-at ${AT} --offline`,
    );
    for (const torn of ["{", "null", "[1]", '["v", null]'])
      expect(buildWords(FREE, torn)).toBe("npx tracker build 2025-11-05");
  });
});
