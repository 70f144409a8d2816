import { describe, expect, it } from "vitest";
import type { State } from "../../../pipeline/desk/preview/api.ts";
import { nothingAdded } from "../../../pipeline/desk/preview/session.ts";
import { openSessions } from "../../../pipeline/desk/preview/sessions.ts";
import { theStages } from "../../../pipeline/desk/preview/stages.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { previewChoice, previewProject } from "../../support/preview-project.ts";

const SECTION = "templates/sections/ig-spread.md.hbs";
const ISSUE = `content/issues/${previewChoice.date}`;
const UNREACHED = "{{#if reason}}{{figure meen decimals=1}}{{/if}}";

function opened(
  choice = previewChoice,
  standing = nothingAdded.standing,
  changes: Parameters<typeof previewProject>[0] = {},
) {
  const desk = previewProject(changes);
  const sessions = openSessions({ ...desk.project, additions: { ...nothingAdded, standing } });
  const heard: number[] = [];
  sessions.listen(choice, ({ version }) => heard.push(version));
  const state = async (): Promise<State> => (await sessions.open(choice)).state({ dates: [], sources: [] });
  const settle = (edit: () => void) => sessions.write(async () => edit());
  return { ...desk, heard, settle, state };
}

const noForm = { web: null, email: null, text: null, markdown: null, pdf: null };
const toldIn = ({ faults }: State) =>
  faults.map(({ fault }) => `${fault.place} ${fault.message} ${fault.remedy}`);

describe("a mistake that today's figures do not reach", () => {
  it("is told at once to whoever looks on, with its lines, and so is its end; the page stays", async () => {
    const { heard, settle, state, read, write } = opened();
    const before = await state();
    const many = heard.length;
    const text = read(SECTION);
    await settle(() => write(SECTION, `${UNREACHED}${text}`));
    expect(heard).toHaveLength(many + 1);
    const now = await state();
    expect(now.version).toBe(heard.at(-1));
    expect(toldIn(now)).toEqual([expect.stringMatching(/ig-spread\.md\.hbs:1 There is no field "meen"/)]);
    expect(now.faults[0]?.excerpt).toMatchObject({ file: SECTION, line: 1, column: 24 });
    expect(now.forms).toEqual(before.forms);
    await settle(() => write(SECTION, text));
    expect(heard).toHaveLength(many + 2);
    expect((await state()).faults).toEqual([]);
  });

  it("keeps nobody from the page who opens the preview only then", async () => {
    const { state, read, write } = opened();
    write(SECTION, `${UNREACHED}${read(SECTION)}`);
    const now = await state();
    expect(toldIn(now)).toEqual([expect.stringContaining('"meen"')]);
    expect(now.forms.web).not.toBeNull();
  });
});

describe("an issue that cannot be made", () => {
  it("on a closed day has its publication's name, and promises no page", async () => {
    const { state } = opened({ ...previewChoice, date: "2025-09-20" });
    const { publication, forms, faults } = await state();
    expect(publication).not.toBe("");
    expect(publication).toBe((await opened().state()).publication);
    expect(forms).toEqual(noForm);
    expect(faults[0]?.fault.message).toContain("was closed");
  });

  it("keeps the name while the settings have another fault", async () => {
    const { state, read, write } = opened();
    const { publication } = await opened().state();
    write("content/theme.yaml", `${read("content/theme.yaml")}\nblu: 1\n`);
    expect(await state()).toMatchObject({ publication, forms: noForm });
  });

  it("for want of any figure says what to do, not that there are no fields", async () => {
    const compute: typeof theStages.compute = (...given) => {
      const report = theStages.compute(...given);
      return { ...report, sections: report.sections.map((one) => ({ ...one, view: null })), changed: [] };
    };
    const { state, write } = opened(previewChoice, nothingAdded.standing, { compute });
    write(`${ISSUE}/lead.md`, 'Spreads are at {{figure "ig-spread.level"}}.\n');
    const [told] = toldIn(await state());
    expect(told).toMatch(/lead\.md:1 The issue has no figure.*tracker collect.*--data/);
  });

  it("stands in one short phrase, whatever the fault says, and the fault is told once", async () => {
    const fault = {
      code: "config-invalid",
      place: "content/theme.yaml:3",
      message: "Long. ".repeat(50),
    } as const;
    const { state } = opened(previewChoice, () => {
      throw new PipelineError(fault);
    });
    const { standing, faults } = await state();
    expect(standing).toBe("cannot be built: 1 fault");
    expect(faults.map((one) => one.fault.place)).toEqual([fault.place]);
  });
});

describe("how an issue stands", () => {
  it("is asked again whenever a page asks: an approval changes no file of the project", async () => {
    let standing = "ready";
    const { state } = opened(previewChoice, () => standing);
    expect((await state()).standing).toBe("ready");
    standing = "approved";
    expect((await state()).standing).toBe("approved");
  });
});

describe("the lines around a fault", () => {
  it("are whole, a paragraph too, with the column of the mistake", async () => {
    const { settle, state, write } = opened();
    const paragraph = `${"Spreads are calm today. ".repeat(60)}{{figure "ig-spread.levle"}} and more.`;
    await settle(() => write(`${ISSUE}/lead.md`, `One.\n\n${paragraph}\n`));
    const [{ fault, excerpt }] = (await state()).faults as [State["faults"][0]];
    expect(fault.place).toBe(`${ISSUE}/lead.md:3`);
    expect(excerpt).toMatchObject({ line: 3, column: paragraph.indexOf("{{") + 1 });
    expect(excerpt?.lines.find(({ number }) => number === 3)?.text).toBe(paragraph);
  });

  it("are cut around the column where one is longer than any paragraph", async () => {
    const { settle, state, write } = opened();
    await settle(() =>
      write(`${ISSUE}/lead.md`, `${"words ".repeat(5_000)}{{nope}} ${"words ".repeat(5_000)}\n`),
    );
    const [{ excerpt }] = (await state()).faults as [State["faults"][0]];
    const [line] = excerpt?.lines ?? [];
    expect(line?.text.length).toBeLessThan(5_000);
    expect(line?.text).toMatch(/^….*…$/);
    expect(line?.text.slice((excerpt?.column ?? 0) - 1)).toMatch(/^\{\{nope\}\}/);
  });
});

describe("a partial that cannot be read", () => {
  it("is the only fault, in plain words, however many templates call it", async () => {
    const { settle, state, write } = opened();
    await state();
    await settle(() => write("templates/partials/desk-line.md.hbs", "{{#if view}}x"));
    expect(toldIn(await state())).toEqual([
      expect.stringMatching(/desk-line\.md\.hbs:1 .*\{\{#if}} is never closed\. Write \{\{\/if}}/),
    ]);
  });
});
