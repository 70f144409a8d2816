import { PipelineError, sentence } from "../../errors.ts";
import type { Asked, Reply } from "../../world/serve.ts";
import type { Form } from "./api.ts";
import { type Choice, choiceOf } from "./choice.ts";
import { FORMS } from "./forms.ts";
import { type House, plain, refusal, reply, TYPES } from "./guard.ts";
import { offeredDates, offeredSources } from "./offered.ts";
import { pageFile, pageFont } from "./page-files.ts";
import type { Session } from "./session.ts";
import type { Project, Sessions } from "./sessions.ts";
import { fontAt } from "./web-view.ts";
import { knownTexts, MOST_BYTES, saveText, textsFolder } from "./writers-texts.ts";

/** What the answers are given from. */
export interface Answering {
  readonly project: Project;
  readonly sessions: Sessions;
  /** As the server was started. */
  readonly otherwise: Choice;
  /** There is a folder that was named with --data. */
  readonly hasData: boolean;
}

interface Question extends Answering {
  readonly asked: Asked;
  readonly house: House;
  readonly choice: Choice;
  /** What stands behind the route: "ig-spread.level" of /figure/ig-spread.level. */
  readonly rest: string;
}

type Route = (question: Question) => Promise<Reply>;

/** Every answer of the preview: nothing else is served. */
export function answersOf(answering: Answering): (asked: Asked, house: House) => Promise<Reply> {
  return async (asked, house) => {
    const refused = refusal(asked, house);
    if (refused) return refused;
    try {
      const { pathname, searchParams } = new URL(asked.target, "http://preview");
      const [, room = "", rest = ""] = /^\/([^/]*)(?:\/(.*))?$/.exec(decodeURIComponent(pathname)) ?? [];
      const choice = choiceOf(searchParams, answering.otherwise);
      const question = { ...answering, asked, house, choice, rest };
      if (asked.method === "PUT")
        return room === "text" ? await put(question) : plain(405, "Nothing is written there.");
      const route = Object.hasOwn(ROUTES, room) ? ROUTES[room] : rest === "" ? filesOf(room) : undefined;
      return route ? await route(question) : plain(404, "There is no such address.");
    } catch (error) {
      if (error instanceof PipelineError) return plain(400, error.faults.map(sentence).join("\n"));
      if (error instanceof URIError) return plain(400, "There is no such address.");
      answering.project.world.tell(
        `${asked.target}: ${error instanceof Error ? error.stack : String(error)}`,
      );
      return plain(500, "The preview failed at this; what it says of it stands where it was started.");
    }
  };
}

const ROUTES: Readonly<Record<string, Route>> = {
  "": async (question) => {
    const page = await pageFile("preview.html", question.project.world.files);
    if (!page) return plain(404, "The preview's page is not there.");
    return reply("html", new TextDecoder().decode(page).replaceAll("%TOKEN%", question.house.token));
  },
  "favicon.ico": async () => reply("txt", "", { status: 204 }),
  state: async ({ project: { root, world }, sessions, choice, hasData }) => {
    const session = await sessions.open(choice);
    const dates = await offeredDates(root, choice.date, world.files);
    const sources = await offeredSources(root, hasData, { ...world.files, ...sessions.steady.files });
    return reply("json", JSON.stringify(await session.state({ dates, sources })));
  },
  issue: async (question) => {
    const { sessions, choice, rest } = question;
    const session = await sessions.open(choice);
    if (rest.startsWith("file/")) return pictureOf(session, rest.slice("file/".length));
    const form = FORMS.find((one) => one === rest);
    return form ? formOf(form, session, question) : plain(404, "An issue has no such form.");
  },
  fonts: async ({ project, rest }) => {
    const font = fontAt(rest) ?? (await pageFont(rest, project.world.files));
    // Those of the issue have addresses made of their content; those of the page are the package's.
    const kept = { "cache-control": "private, max-age=31536000, immutable" };
    return font ? reply("woff2", font, { headers: kept }) : plain(404, "There is no such font.");
  },
  figure: async ({ sessions, choice, rest }) => {
    const card = (await sessions.open(choice)).figure(rest);
    return card ? reply("json", JSON.stringify(card)) : plain(404, "The issue has no such figure.");
  },
  events: async ({ sessions, choice }) => {
    const session = await sessions.open(choice);
    return reply("stream", (say) => {
      const hear = (change: object) => say(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
      hear(session.change());
      return sessions.listen(choice, hear);
    });
  },
};

function filesOf(name: string): Route {
  return async ({ project }) => {
    const bytes = name === "preview.html" ? null : await pageFile(name, project.world.files);
    return bytes ? reply(kindOf(name), bytes) : plain(404, "There is no such address.");
  };
}

const KINDS = { web: "html", email: "html", text: "txt", markdown: "txt", pdf: "pdf" } as const;

async function formOf(form: Form, session: Session, { sessions, asked }: Question): Promise<Reply> {
  const shown = await session.forms.show(form);
  await sessions.tellNews(session);
  if (!shown) return plain(503, "There is no good page yet; the faults say why.");
  const etag = `"${shown.hash}"`;
  const replying = { ofIssue: true, headers: { etag } };
  if (asked.headers["if-none-match"] === etag) return reply(KINDS[form], "", { ...replying, status: 304 });
  return reply(KINDS[form], shown.body, replying);
}

function pictureOf({ forms }: Session, name: string): Reply {
  const bytes = forms.picture(name);
  return bytes ? reply(kindOf(name), bytes) : plain(404, "The mail shows no such picture.");
}

function kindOf(name: string): keyof typeof TYPES {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(TYPES, ending) ? (ending as keyof typeof TYPES) : "txt";
}

async function put({ project, sessions, asked, choice, rest }: Question): Promise<Reply> {
  const { root, stages, world } = project;
  if (!knownTexts(stages.sections).some(({ file }) => file === rest))
    return plain(404, "A writer has no such text.");
  const basedOn = /^"([0-9a-f]*)"$/.exec(asked.headers["if-match"] ?? "")?.[1];
  if (basedOn === undefined) return plain(428, "If-Match must say which text was changed.");
  const bytes = await asked.body(MOST_BYTES);
  if (bytes === null) return plain(413, `A text has ${MOST_BYTES} bytes at most.`);
  const folder = textsFolder(root, choice.date);
  const { saved, hash, text } = await sessions.write(() =>
    saveText({ folder, file: rest, bytes, basedOn }, world.files),
  );
  if (!saved) return reply("json", JSON.stringify({ text, hash }), { status: 409 });
  return reply("txt", "", { status: 204, headers: { etag: `"${hash}"` } });
}
