import { describe, expect, it } from "vitest";
import type { ApprovalState } from "../../../pipeline/desk/approval/approval.ts";
import type { Known, KnownBuild, KnownEdition } from "../../../pipeline/desk/sending/known.ts";
import { preflight } from "../../../pipeline/desk/sending/preflight.ts";
import type { Bound } from "../../../pipeline/model/approval.ts";
import { DeliverySettingsSchema } from "../../../pipeline/model/delivery-settings.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";

const DATE = "2025-11-05";
const NOW = "2025-11-05T21:30:00.000Z";
const HASH = "a".repeat(64);

const bound = (edition: Tier): Bound => ({
  edition,
  subject: "Spreads widen",
  recipients: `tier = ${edition}`,
  forms: { "issue.pdf": HASH },
});

const approved: ApprovalState = {
  state: "approved",
  by: [{ name: "Editor One", at: "2025-11-05T21:00:00.000Z", note: null }],
  voided: [],
  needed: 1,
  from: "2025-11-05T21:00:00.000Z",
};

const build = (edition: Tier): KnownBuild => ({
  bound: bound(edition),
  gates: [],
  standing: { state: "approved", blocks: [] },
  approval: approved,
  simulated: false,
  withoutProducts: [],
  unmailable: [],
});

const edition = (tier: Tier, more: Partial<KnownEdition> = {}): KnownEdition => ({
  tier,
  place: { root: "/desk", date: DATE, edition: tier, own: "free" },
  readers: 100,
  build: build(tier),
  newest: null,
  correction: null,
  change: { last: 98, now: 100, joined: 4, left: 2 },
  ...more,
});

const settings = DeliverySettingsSchema.parse({
  from: { name: "Tracker", address: "tracker@desk-of-ours.org" },
  listId: "daily.desk-of-ours.org",
  site: "https://desk-of-ours.org",
  window: { from: "15:30", to: "22:00" },
  relays: [{ name: "out", host: "smtp.desk-of-ours.org" }],
});

const good: Known = {
  date: DATE,
  now: NOW,
  settings,
  editions: [edition("paid"), edition("free")],
  faults: [],
  lastFrozenAt: "2025-11-04T21:40:00.000Z",
  allowed: { resume: false, late: false, listChange: null },
};

const withFree = (more: Partial<KnownEdition>): Known => ({
  ...good,
  editions: [edition("paid"), edition("free", more)],
});
const withBuild = (more: Partial<KnownBuild>) => withFree({ build: { ...build("free"), ...more } });
const withSettings = (more: Partial<typeof settings>): Known => ({
  ...good,
  settings: { ...settings, ...more },
});
const refusals = (known: Known) => preflight(known).filter(({ verdict }) => verdict === "refused");
const words = (known: Known) =>
  refusals(known).map(({ place, message, remedy }) => [place, message, remedy ?? ""].join(" | "));

const correction = {
  replaces: "2025-11-05/free/1",
  cause: "our mistake" as const,
  note: "A figure was wrong.",
  changes: [],
};
const sent = (forms: Bound["forms"] = { "issue.pdf": "b".repeat(64) }, rows = 100) => ({
  version: {
    id: "2025-11-05/free/1",
    date: DATE,
    edition: "free" as const,
    number: 1,
    bound: { ...bound("free"), forms },
    products: {},
    approvedBy: [],
    frozenAt: "2025-11-05T21:05:00.000Z",
    correction: null,
  },
  rows,
  approval: approved,
});

/** Each of them alone stands against sending, and says what to do. */
const ALONE: Readonly<Record<string, readonly [Known, ...RegExp[]]>> = {
  "nobody has approved": [
    withBuild({ approval: { ...approved, state: "none", by: [], from: null } }),
    /^out\/2025-11-05 \| Nobody has approved it\. \| Run: npx tracker approve 2025-11-05 --by NAME\.$/,
  ],
  "too few have approved the paid edition": [
    {
      ...good,
      editions: [
        edition("paid", {
          build: { ...build("paid"), approval: { ...approved, state: "partly", needed: 2, from: null } },
        }),
      ],
    },
    /^out\/2025-11-05-paid \| Approved by Editor One .*; 2 people must\. \| Run: npx tracker approve 2025-11-05 --edition paid --by NAME\.$/,
  ],
  "it is held": [
    withBuild({ approval: { ...approved, state: "held", from: "2025-11-05T22:00:00.000Z" } }),
    /it is held until 5 November 2025, 22:00 UTC\. \| Send from 5 November 2025, 22:00 UTC on\.$/,
  ],
  "a change voided the approval": [
    withBuild({
      approval: {
        ...approved,
        state: "voided",
        by: [],
        from: null,
        voided: [{ name: "Editor One", at: NOW, changed: ["issue.pdf"] }],
      },
    }),
    /The approval of Editor One .* is void: issue\.pdf changed\. \| Run: npx tracker approve/,
  ],
  "the approval has expired": [
    withBuild({
      approval: { ...approved, by: [{ name: "Editor One", at: "2025-11-02T21:29:59.000Z", note: null }] },
    }),
    /An expired approval: that of Editor One .* is more than 72 hours old\. \| .*--withdraw/,
  ],
  "the clock was set back behind an approval": [
    withBuild({
      approval: { ...approved, by: [{ name: "Editor One", at: "2025-11-05T21:31:01.000Z", note: null }] },
    }),
    /^clock \| .* it was set back\. \| Set the clock, and send again\. If it is right, it was wrong then: an approval is given anew after --withdraw\.$/,
  ],
  "the clock was set back behind an earlier sending": [
    { ...good, lastFrozenAt: "2025-11-07T21:00:00.000Z" },
    /^clock \| .*recorded at 7 November 2025, 21:00 UTC: it was set back/,
  ],
  "the figures are simulated": [
    withBuild({ simulated: true }),
    /^out\/2025-11-05 \| It is made of simulated sample data/,
  ],
  "the gate says that they are": [
    withBuild({
      gates: [{ gate: "simulated", verdict: "refused", place: "snapshot", message: "Simulated." }],
    }),
    /simulated sample data/,
  ],
  "a gate refuses": [
    withBuild({
      gates: [{ gate: "identities", verdict: "refused", place: "ig-spread", message: "They differ." }],
    }),
    /^ig-spread \| They differ\. \| $/,
  ],
  "a text of the day has a fault": [
    withBuild({ standing: { state: "draft", blocks: ["lead.md:3: A link leads nowhere."] } }),
    /lead\.md:3: A link leads nowhere\./,
  ],
  "it is before the window": [
    { ...good, now: "2025-11-05T20:29:59.999Z" },
    /^content\/delivery\.yaml \[window\] \| Issues go out 15:30 to 22:00 in New York, and it is 15:29\. \| Send from 5 November 2025, 20:30 UTC on/,
    /clock/,
  ],
  "it is after the window": [
    { ...good, now: "2025-11-06T03:00:00.000Z" },
    /and it is 22:00\. \| Send from 6 November 2025, 20:30 UTC on/,
  ],
  "its day is long over": [
    { ...good, now: "2025-11-09T21:30:00.000Z", settings: { ...settings, approvalHours: 1000 } },
    /^2025-11-05 \| The issue's day was 4 days ago in New York\. \| .*--late/,
  ],
  "the list changed too much": [
    withFree({ change: { last: 100, now: 90, joined: 6, left: 16 } }),
    /^free list \| 100 readers at the last issue, 90 now: 6 joined and 16 left, 22%\. At most 20% may have changed\. \| .*--list-change 22\.$/,
  ],
  "nobody is on the list": [
    { ...good, editions: [edition("paid", { readers: 0 }), edition("free", { readers: 0 })] },
    /^subscribers \| No paid or free reader is active/,
  ],
  "an edition with readers is not built": [
    withFree({
      build: {
        faults: [
          {
            code: "artifact-missing",
            place: "out/2025-11-05/build.json",
            message: "The issue was not built.",
            remedy: "Run: npx tracker build 2025-11-05.",
          },
        ],
      },
    }),
    /^out\/2025-11-05\/build\.json \| The free edition has 100 active readers and is not whole\. The issue was not built\. \| Run: .* --tier paid\.$/,
  ],
  "a version of the day went out with other bytes": [
    withFree({ newest: sent() }),
    /^2025-11-05\/free\/1 \| It went out from 5 November 2025, 21:05 UTC on with other bytes: issue\.pdf differ\. \| Correct it: npx tracker correct 2025-11-05; .*--resume/,
  ],
  "the correction is of another version": [
    {
      ...good,
      editions: [
        edition("free", { newest: sent(), correction: { ...correction, replaces: "2025-11-05/free/2" } }),
      ],
    },
    /the issue corrects another version, 2025-11-05\/free\/2/,
  ],
  "it corrects what never went out": [
    { ...good, editions: [edition("free", { correction })] },
    /No free edition went out that could be corrected/,
  ],
  "the sender is an example and the relay is not here": [
    withSettings({ from: { name: "Tracker", address: "tracker@example.com" } }),
    /^content\/delivery\.yaml \[from\.address\] \| tracker@example\.com is an example, and the relay out is not on this machine/,
  ],
  "the site is an example": [
    withSettings({ site: "https://tracker.example.org" }),
    /\[site\] \| tracker\.example\.org is an example/,
  ],
  "a secret is missing": [
    {
      ...good,
      faults: [
        {
          code: "secret-missing",
          place: "TRACKER_LINK_KEY",
          message: "The environment does not hold it.",
          remedy: "Set it.",
        },
      ],
    },
    /^TRACKER_LINK_KEY \| The environment does not hold it\. \| Set it\.$/,
  ],
  "a product is not there": [
    withBuild({ withoutProducts: ["ledger.json"] }),
    /^out\/2025-11-05\/ledger\.json \| It is not there/,
  ],
  "no letter can be made of it": [
    withBuild({
      unmailable: [
        { code: "template-invalid", place: "out/2025-11-05/email.txt", message: "The link is not there." },
      ],
    }),
    /email\.txt \| The link is not there\. \| Build it again/,
  ],
};

describe("what stands against sending", () => {
  it("is nothing where all is well, and each thing that was looked at is told", () => {
    expect(words(good)).toEqual([]);
    expect(preflight(good).length).toBeGreaterThan(10);
    expect(preflight(good).every(({ verdict }) => verdict === "passed")).toBe(true);
  });

  it.each(Object.entries(ALONE))("is that %s", (_, [known, first, also]) => {
    const told = words(known);
    expect(told[0]).toMatch(first!);
    expect(told.length).toBe(also ? told.filter((line) => also.test(line)).length + 1 : 1);
  });

  it("is told all at once", () => {
    const all = words({
      ...good,
      now: "2025-11-20T03:00:00.000Z",
      settings: { ...settings, from: { name: "Tracker", address: "tracker@desk.invalid" } },
      lastFrozenAt: "2025-12-01T00:00:00.000Z",
      faults: [
        { code: "secret-missing", place: "TRACKER_LINK_KEY", message: "The environment does not hold it." },
      ],
      editions: [
        edition("paid", {
          build: { faults: [{ code: "artifact-missing", message: "The issue was not built." }] },
        }),
        edition("free", {
          build: {
            ...build("free"),
            simulated: true,
            gates: [{ gate: "freshness", verdict: "refused", place: "UST.10Y", message: "Old." }],
            approval: { ...approved, state: "none", by: [], from: null },
            unmailable: [{ code: "template-invalid", message: "No link." }],
          },
          newest: sent(),
          change: { last: 1, now: 100, joined: 99, left: 0 },
        }),
      ],
    });
    expect(all).toHaveLength(12);
  });
});

describe("sending may begin", () => {
  const none = (known: Known) => expect(words(known)).toEqual([]);

  it("from the first minute of the window, summer and winter, and in its last minute", () => {
    const at = (now: string) => ({ ...good, now, date: now.slice(0, 10), lastFrozenAt: null });
    const fresh = { ...approved, by: [] };
    const all = (known: Known): Known => ({
      ...known,
      editions: known.editions.map((one) => ({
        ...one,
        build: { ...build(one.tier), approval: { ...fresh, needed: 0 } },
      })),
    });
    // Clocks went back on 2 November 2025 and forward on 9 March 2025: 15:30 in New York is another hour in UTC.
    for (const now of [
      "2025-10-31T19:30:00Z",
      "2025-11-03T20:30:00Z",
      "2025-03-07T20:30:00Z",
      "2025-03-10T19:30:00Z",
      "2025-11-05T02:59:59Z",
    ])
      none(all(at(now)));
    for (const now of [
      "2025-10-31T19:29:59Z",
      "2025-11-03T20:29:59Z",
      "2025-03-07T20:29:59Z",
      "2025-03-10T19:29:59Z",
      "2025-11-05T03:00:00Z",
    ])
      expect(words(all(at(now)))).toHaveLength(1);
  });

  it("on the third day after the issue's, later only if a person says so", () => {
    const long = { ...settings, approvalHours: 1000 };
    none({ ...good, now: "2025-11-08T21:30:00.000Z", settings: long });
    none({
      ...good,
      now: "2025-11-25T21:30:00.000Z",
      settings: long,
      allowed: { ...good.allowed, late: true },
    });
  });

  it("where a person allows more change of the list, or there was no issue before", () => {
    const change = { last: 100, now: 90, joined: 6, left: 16 };
    none({ ...withFree({ change }), allowed: { ...good.allowed, listChange: 0.22 } });
    const first = preflight(withFree({ change: null }));
    expect(first.find(({ place }) => place === "free list")?.verdict).toBe("not evaluated");
    none(withFree({ change: { last: 100, now: 100, joined: 10, left: 10 } }));
  });

  it("with an approval of another hour where enough others are fresh", () => {
    const by = [{ name: "Editor Old", at: "2025-10-01T00:00:00.000Z", note: null }, ...approved.by];
    none(withBuild({ approval: { ...approved, by } }));
  });

  it("with what was begun with these bytes, or kept and never entered", () => {
    none(withFree({ newest: sent(bound("free").forms) }));
    none(withFree({ newest: sent(undefined, 0) }));
  });

  it("with a correction of just what went out; the edition that it does not correct stays", () => {
    const paid = edition("paid", {
      newest: { ...sent(), version: { ...sent().version, id: "2025-11-05/paid/1", edition: "paid" } },
    });
    const known = { ...good, editions: [paid, edition("free", { newest: sent(), correction })] };
    none(known);
    expect(preflight(known).find(({ place }) => place === "paid edition")?.message).toMatch(/stays as it is/);
  });

  it("without the edition that has no readers, whatever lies in its folder", () => {
    none({
      ...good,
      editions: [
        edition("paid", {
          readers: 0,
          build: { faults: [{ code: "artifact-missing", message: "Not built." }] },
        }),
        edition("free"),
      ],
    });
  });

  it("as an example, by a relay on this machine", () => {
    for (const host of ["127.0.0.1", "localhost", "::1"])
      none(
        withSettings({
          from: { name: "Tracker", address: "tracker@example.com" },
          relays: [{ ...settings.relays[0]!, host }],
        }),
      );
  });

  it("with what was begun, whatever lies in out/ now", () => {
    const allowed = { ...good.allowed, resume: true };
    const changed = { build: { faults: [] }, newest: sent() };
    none({ ...withFree(changed), allowed });
    expect(words({ ...good, allowed })).toEqual([
      expect.stringMatching(/Nothing of the paid or free edition was begun/),
    ]);
    const withdrawn = { ...sent(), approval: { ...approved, state: "none" as const, by: [], from: null } };
    expect(words({ ...withFree({ ...changed, newest: withdrawn }), allowed })).toEqual([
      expect.stringMatching(/^2025-11-05\/free\/1 \| Nobody has approved it\./),
    ]);
    const old = { ...approved, by: [{ name: "Editor One", at: "2025-10-01T00:00:00.000Z", note: null }] };
    none({ ...withFree({ ...changed, newest: { ...sent(), approval: old } }), allowed });
  });
});
