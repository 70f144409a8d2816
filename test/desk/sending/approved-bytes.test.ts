import { describe, expect, it } from "vitest";
import { PRODUCTS, readApproved } from "../../../pipeline/desk/sending/approved-bytes.ts";
import { type PipelineError, sentence } from "../../../pipeline/errors.ts";
import { encodedRecord, hashOf } from "../../../pipeline/rebuild/record.ts";

const place = { root: "/desk", date: "2025-11-05", edition: "paid", own: "free" } as const;
const texts = {
  "issue.pdf": "pdf",
  "email.txt": "mail",
  "snapshot.json": "1",
  "report.json": "2",
  "ledger.json": "3",
  "findings.json": "4",
};
const hashes = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, hashOf(text)]));
const record = { request: "[]", inputs: {}, artifacts: hashes, made: {}, generation: null };
const bound = {
  edition: "paid" as const,
  subject: "Spreads",
  recipients: "tier = paid",
  forms: { "issue.pdf": hashes["issue.pdf"]!, "email.txt": hashes["email.txt"]! },
};

/** What lies in the folder: the texts, but for those that are others. */
const folder = (others: Readonly<Record<string, string | null>> = {}) => ({
  files: {
    read: async (path: string) => {
      const name = path.replace("/desk/out/2025-11-05-paid/", "");
      const held: Readonly<Record<string, string | null>> = {
        ...texts,
        "build.json": new TextDecoder().decode(encodedRecord(record)),
        ...others,
      };
      return held[name] == null ? null : Buffer.from(held[name]);
    },
  } as never,
});
const faultsOf = (others: Readonly<Record<string, string | null>>) =>
  readApproved(place, bound, folder(others)).then(
    () => [],
    (error: PipelineError) => error.faults.map(sentence),
  );

describe("the bytes that are kept", () => {
  it("are those of each form and product, whole", async () => {
    const read = await readApproved(place, bound, folder());
    expect(Object.keys(read).sort()).toEqual([...Object.keys(bound.forms), ...PRODUCTS].sort());
    expect(Buffer.from(read["issue.pdf"]!).toString()).toBe("pdf");
  });

  it("are none where a file is no longer what was approved or built, and each is told", async () => {
    expect(await faultsOf({ "issue.pdf": "another", "ledger.json": "5", "report.json": null })).toEqual([
      "out/2025-11-05-paid/issue.pdf: The file has changed since it was looked at: another build came in between. Nothing was sent. See: npx tracker status 2025-11-05 --edition paid.",
      "out/2025-11-05-paid/report.json: The file is not there. Nothing was sent. See: npx tracker status 2025-11-05 --edition paid.",
      expect.stringContaining("out/2025-11-05-paid/ledger.json: The file has changed"),
    ]);
    expect(await faultsOf({ "build.json": null })).toHaveLength(5);
  });
});
