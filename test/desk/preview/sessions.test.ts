import { describe, expect, it } from "vitest";
import type { State } from "../../../pipeline/desk/preview/api.ts";
import { openSessions, type Sessions } from "../../../pipeline/desk/preview/sessions.ts";
import { theStages } from "../../../pipeline/desk/preview/stages.ts";
import { previewChoice, previewProject } from "../../support/preview-project.ts";

const SECTION = "templates/sections/ig-spread.md.hbs";
const ISSUE = `content/issues/${previewChoice.date}`;
const nothingOffered = { dates: [], sources: [] };

/** A preview that somebody looks at: every change is heard. */
function opened(changes: Parameters<typeof previewProject>[0] = {}) {
  const desk = previewProject(changes);
  const sessions = openSessions(desk.project);
  const heard: number[] = [];
  sessions.listen(previewChoice, ({ version }) => heard.push(version));
  const settle = async (edit: () => void = () => undefined) => sessions.write(async () => edit());
  return { ...desk, sessions, heard, settle, ...readers(sessions) };
}

function readers(sessions: Sessions) {
  const state = async (): Promise<State> => (await sessions.open(previewChoice)).state(nothingOffered);
  const web = async () => String((await (await sessions.open(previewChoice)).forms.show("web"))?.body);
  return { state, web };
}

describe("a preview while people edit", () => {
  const desk = opened();
  const { settle, calls, state, web, heard, read, write } = desk;

  it("shows the issue, and makes each form when somebody looks at it", async () => {
    const first = await state();
    expect(first.faults).toEqual([]);
    expect(Object.values(first.forms).filter((hash) => hash === null)).toEqual([]);
    expect(calls()).toEqual({ gather: 1, compute: 1, fill: 1 });
    expect(await web()).toContain("Five-year mean");
    expect(calls()).toEqual({ pages: 1 });
    await web();
    expect(calls()).toEqual({});
  });

  it("fills again and makes the page that is looked at, and nothing else, when a template is saved", async () => {
    const before = await state();
    await settle(() =>
      write(SECTION, read(SECTION).replaceAll("| Five-year mean |", "| Mean of five years |")),
    );
    expect(calls()).toEqual({ fill: 1, pages: 1 });
    expect(await web()).toContain("Mean of five years");
    const now = await state();
    expect(now.version).toBe(before.version + 1);
    expect(now.forms.web).not.toBe(before.forms.web);
    expect(calls()).toEqual({});
  });

  it("dresses the web page anew when its stylesheet is saved, and leaves the mail alone", async () => {
    const before = await state();
    await settle(() => write("assets/web.css", `${read("assets/web.css")}\n.new-rule { color: red }\n`));
    expect(calls()).toEqual({ pages: 1 });
    expect(await web()).toContain(".new-rule");
    const { forms } = await state();
    expect(forms.web).not.toBe(before.forms.web);
    expect([forms.email, forms.pdf, forms.markdown]).toEqual([
      before.forms.email,
      before.forms.pdf,
      before.forms.markdown,
    ]);
  });

  it("asks the source again only for what it is asked for: pasted headlines, not a lead", async () => {
    await settle(() => write(`${ISSUE}/lead.md`, "Spreads are calm today.\n"));
    expect(calls()).toEqual({ fill: 1, pages: 1 });
    expect(await web()).toContain("Spreads are calm today.");
    await settle(() => write(`${ISSUE}/headlines.txt`, "Powell: no hurry\n"));
    expect(calls()).toEqual({ gather: 1, compute: 1, fill: 1, pages: 1 });
  });

  it("computes again when a setting of the sections is another", async () => {
    const settings = read("content/tracker.yaml");
    await settle(() => write("content/tracker.yaml", settings.replace("perTheme: 8", "perTheme: 7")));
    expect(calls()).toMatchObject({ compute: 1, fill: 1 });
  });

  it("says nothing of a save that changes no word: a touch, a remark, a swap file, a file put there again", async () => {
    const many = heard.length;
    const text = read(SECTION);
    await settle(() => write(SECTION, text));
    await settle(() => write(SECTION, `{{!-- a remark --}}${text}`));
    await settle(() => write("templates/sections/.ig-spread.md.hbs.swp", "b0VIM 9.0"));
    await settle(() => write("assets/web.css~", "old"));
    await settle(() => write("templates/sections/4913", ""));
    desk.remove(SECTION);
    await settle(() => write(SECTION, text));
    expect(heard).toHaveLength(many);
    expect(calls().pages).toBeUndefined();
  });

  it("tells of two hundred saves at once", async () => {
    const many = heard.length;
    await settle(() => {
      for (let edit = 0; edit < 200; edit += 1) write(`${ISSUE}/lead.md`, `Edit ${edit}.\n`);
    });
    expect(heard).toHaveLength(many + 1);
    expect(await web()).toContain("Edit 199.");
  });

  it("keeps what it made of the other edition for whoever switches back", async () => {
    calls();
    const free = await desk.sessions.open({ ...previewChoice, edition: "free" });
    expect((await free.state(nothingOffered)).edition).toBe("free");
    expect(calls().compute).toBe(1);
    await web();
    expect(calls()).toEqual({});
  });

  it("forgets the issue that nobody has looked at for longest", async () => {
    const dates = ["08", "09", "10", "11", "12", "15", "16"].map((day) => `2025-09-${day}`);
    const open = (date: string) => desk.sessions.open({ ...previewChoice, date });
    const sessions = [];
    for (const date of dates) sessions.push(await open(date));
    expect(await open("2025-09-16")).toBe(sessions.at(-1));
    expect(await open("2025-09-08")).not.toBe(sessions[0]);
  });
});

describe("a preview with something wrong", () => {
  const { settle, state, web, read, write, remove } = opened();
  const text = read(SECTION);
  const wrongs: readonly (readonly [string, () => void, () => void, RegExp])[] = [
    [
      "an unclosed block",
      () => write(SECTION, `${text}\n{{#if view}}\n`),
      () => write(SECTION, text),
      /ig-spread\.md\.hbs/,
    ],
    [
      "a field that is none",
      () => write(SECTION, text.replace("{{bare level}}", "{{bare levle}}")),
      () => write(SECTION, text),
      /levle/,
    ],
    [
      "a partial that calls itself",
      () => {
        write("templates/partials/endless.md.hbs", "again {{> endless}}");
        write(SECTION, `${text}\n{{> endless}}`);
      },
      () => {
        write(SECTION, text);
        remove("templates/partials/endless.md.hbs");
      },
      /endless/,
    ],
    [
      "templates that would print for years",
      () => {
        for (let level = 0; level < 60; level += 1)
          write(
            `templates/partials/laugh-${level}.md.hbs`,
            `{{> laugh-${level + 1}}}{{> laugh-${level + 1}}}`,
          );
        write("templates/partials/laugh-60.md.hbs", "ha");
        write(SECTION, `${text}\n{{> laugh-0}}`);
      },
      () => {
        write(SECTION, text);
        for (let level = 0; level <= 60; level += 1) remove(`templates/partials/laugh-${level}.md.hbs`);
      },
      // Cut short by the clock or by the count of calls, whichever is sooner.
      /without end|again and again/,
    ],
    [
      "five megabytes of Markdown",
      () => write(`${ISSUE}/lead.md`, "word ".repeat(1_000_000)),
      () => remove(`${ISSUE}/lead.md`),
      /lead\.md.*bytes/,
    ],
    [
      "a picture pasted into Markdown",
      () => write(`${ISSUE}/lead.md`, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x0d])),
      () => remove(`${ISSUE}/lead.md`),
      /lead\.md.*not UTF-8/,
    ],
    [
      "a tab in YAML",
      () => write("content/tracker.yaml", `${read("content/tracker.yaml")}\n\tnew: 1\n`),
      () => write("content/tracker.yaml", read("content/tracker.yaml").replace("\n\tnew: 1\n", "")),
      /tracker\.yaml:\d+.*not YAML/,
    ],
    [
      "a layout with a slot that is none",
      () =>
        write(
          "templates/layouts/web.html.hbs",
          read("templates/layouts/web.html.hbs").replace("{{body}}", "{{bdoy}}"),
        ),
      () =>
        write(
          "templates/layouts/web.html.hbs",
          read("templates/layouts/web.html.hbs").replace("{{bdoy}}", "{{body}}"),
        ),
      /bdoy/,
    ],
  ];

  it.each(wrongs)(
    "says where %s is, keeps the last good page, and recovers",
    async (_, spoil, mend, says) => {
      const good = await web();
      const { version, forms } = await state();
      await settle(spoil);
      const wrong = await state();
      expect(wrong.faults.map(({ fault }) => `${fault.place} ${fault.message}`).join("\n")).toMatch(says);
      expect(wrong.version).toBeGreaterThan(version);
      expect(wrong.forms.web).toBe(forms.web);
      expect(await web()).toBe(good);
      await settle(mend);
      expect((await state()).faults).toEqual([]);
      expect((await state()).forms).toEqual(forms);
      expect(await web()).toBe(good);
    },
  );

  it("shows the lines around the place", async () => {
    const lines = text.split("\n");
    await settle(() =>
      write(SECTION, [...lines.slice(0, 20), "{{#if view}}{{/unless}}", ...lines.slice(20)].join("\n")),
    );
    const [first] = (await state()).faults;
    expect(first?.excerpt).toMatchObject({ file: SECTION, line: 21 });
    expect(first?.excerpt?.lines.map(({ number }) => number)).toEqual(
      Array.from({ length: 11 }, (_, at) => 16 + at),
    );
    expect(first?.excerpt?.lines[5]?.text).toBe("{{#if view}}{{/unless}}");
    await settle(() => write(SECTION, text));
  });

  it("still hands over the texts, so that what is wrong in one can be mended, but none that an editor would spoil", async () => {
    await settle(() => write(`${ISSUE}/lead.md`, "---\ntitle: [\n---\nWords.\n"));
    expect((await state()).faults).not.toEqual([]);
    expect((await state()).texts.find(({ file }) => file === "lead.md")?.text).toContain("title: [");
    await settle(() => write(`${ISSUE}/lead.md`, new Uint8Array([0xff, 0xfe, 0])));
    expect((await state()).texts.map(({ file }) => file)).not.toContain("lead.md");
    await settle(() => remove(`${ISSUE}/lead.md`));
  });
});

describe("a preview of files that change while it works", () => {
  it("makes the newest state, and shows no mixture of two", async () => {
    let during: (() => void) | null = null;
    const shown: string[] = [];
    const desk = opened({
      fill: (...given) => {
        during?.();
        during = null;
        return theStages.fill(...given);
      },
    });
    const { sessions, write, web } = desk;
    sessions.listen(previewChoice, () => shown.push(desk.read(`${ISSUE}/lead.md`)));
    write(`${ISSUE}/lead.md`, "One.\n");
    await web();
    shown.length = 0;
    during = () => {
      write(`${ISSUE}/lead.md`, "Three.\n");
      sessions.stirred();
    };
    await desk.settle(() => write(`${ISSUE}/lead.md`, "Two.\n"));
    expect(shown).toHaveLength(1);
    expect(await web()).toContain("Three.");
  });

  it("tells of a change all the same where a program never stops writing", async () => {
    const { project, write, read } = previewProject();
    const heard: number[] = [];
    const { files } = project.world;
    const restless = {
      ...files,
      read: (path: string) => {
        sessions.stirred();
        return files.read(path);
      },
    };
    const sessions = openSessions({ ...project, world: { ...project.world, files: restless } });
    sessions.listen(previewChoice, ({ version }) => heard.push(version));
    await sessions.open(previewChoice);
    const many = heard.length;
    await sessions.write(async () => write(SECTION, `${read(SECTION)}\n\nMore.\n`));
    expect(heard).toHaveLength(many + 1);
  });
});
