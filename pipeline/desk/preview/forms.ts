import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Artifacts } from "../../model/artifacts.ts";
import type { Printer } from "../../world/world.ts";
import type { Form } from "./api.ts";
import { faultsOf } from "./faults.ts";
import { formHash } from "./form-hash.ts";
import type { IssueSetting, MadeIssue } from "./issue-maker.ts";
import { once } from "./once.ts";
import { mailView, webView } from "./web-view.ts";

export const FORMS: readonly Form[] = ["web", "email", "text", "markdown", "pdf"];

/** One form as it goes to the browser. */
export interface Shown {
  readonly hash: string;
  readonly body: string | Uint8Array;
}

/** The pages of one issue, each made when somebody looks at it; where one cannot be made, the last good one stays. */
export interface Forms {
  /** A newer issue; the forms that are being looked at are made at once. */
  take(issue: MadeIssue): Promise<void>;
  hashes(): Readonly<Record<Form, string | null>>;
  /** Null where there was never a good one. */
  show(form: Form): Promise<Shown | null>;
  /** A picture that the mail shows. */
  picture(name: string): Uint8Array | null;
  /** The pages that were made, as the gates see them. */
  artifacts(): Artifacts;
  faults(): readonly FaultDetail[];
}

type Order = Parameters<Printer["print"]>[0];

interface Good {
  readonly hash: string;
  /** The bytes; for the PDF what is to be printed. */
  readonly body: string | Order;
}

/** @param address of a picture of the mail */
export function formsOf(setting: IssueSetting, address: (name: string) => string): Forms {
  let issue: MadeIssue | null = null;
  let wanted: Readonly<Record<string, string>> = {};
  const good = new Map<Form, Good>();
  const wrong = new Map<Form, readonly FaultDetail[]>();
  /** What was last looked at of each form: whoever has the newest is looking still. */
  const seen = new Map<Form, string>();
  const maker = formMaker(setting, address);
  const print = onePrint(setting.world.printer);

  const make = async (form: Form) => {
    const hash = wanted[form];
    if (!issue || hash === undefined || good.get(form)?.hash === hash) return;
    try {
      good.set(form, { hash, body: await maker.make(form, issue) });
      wrong.delete(form);
    } catch (error) {
      wrong.set(form, faultsOf(error));
    }
  };
  const hashIn = (form: Form): string | null =>
    wrong.has(form) ? (good.get(form)?.hash ?? null) : (wanted[form] ?? null);
  return {
    async take(next) {
      const looking = FORMS.filter((form) => seen.has(form) && seen.get(form) === hashIn(form));
      issue = next;
      wanted = Object.fromEntries(FORMS.map((form) => [form, formHash(form, next)]));
      const failed = [...wrong.keys()];
      wrong.clear();
      for (const form of new Set([...looking, ...failed])) await make(form);
      const order = looking.includes("pdf") ? good.get("pdf")?.body : undefined;
      // Whoever looks at it will ask for it in a moment.
      if (order && typeof order !== "string") print(order).catch(() => undefined);
    },
    hashes: () =>
      Object.fromEntries(FORMS.map((form) => [form, hashIn(form)])) as Record<Form, string | null>,
    async show(form) {
      if (!wrong.has(form)) await make(form);
      const shown = good.get(form);
      if (!shown) return null;
      seen.set(form, shown.hash);
      const { hash, body } = shown;
      return { hash, body: typeof body === "string" ? body : await print(body) };
    },
    picture: maker.picture,
    artifacts: maker.artifacts,
    faults: () => distinct([...wrong.values()].flat()),
  };
}

/** A form from an issue, and what comes with it: the mail's pictures, the page as the gates see it. */
function formMaker({ stages, world }: IssueSetting, address: (name: string) => string) {
  const mailOf = once<Artifacts>();
  const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes ?? new Uint8Array());
  let [mail, page]: [Artifacts, Artifacts] = [{}, {}];
  const makers: Readonly<Record<Form, (issue: MadeIssue) => Promise<string | Order>>> = {
    async web({ job, filled }) {
      const made = await stages.pagesOf(job, filled, ["html"], world);
      page = { "issue.html": made["issue.html"] ?? new Uint8Array() };
      return webView(decode(page["issue.html"]));
    },
    async email(issue) {
      mail = await mailed(issue);
      return mailView(decode(mail["email.html"]), new Set(Object.keys(mail)), address);
    },
    text: async (issue) => decode((await mailed(issue))["email.txt"]),
    markdown: async ({ filled }) => filled.markdown,
    async pdf({ job, filled }) {
      const orders: Order[] = [];
      const printer = {
        warm: () => undefined,
        async print(order: Order) {
          orders.push(order);
          return new Uint8Array();
        },
      };
      await stages.pagesOf(job, filled, ["pdf"], { ...world, printer });
      if (!orders[0]) throw new PipelineError({ code: "config-invalid", message: "No paper is named." });
      return orders[0];
    },
  };
  const mailed = (issue: MadeIssue) => {
    const { job, filled } = issue;
    return mailOf([formHash("email", issue)], () => stages.pagesOf(job, filled, ["email"], world));
  };
  return {
    make: (form: Form, issue: MadeIssue) => makers[form](issue),
    picture: (name: string) => (Object.hasOwn(mail, name) ? (mail[name] ?? null) : null),
    artifacts: () => page,
  };
}

/** Prints one page at a time, the same page once; of those that came meanwhile only the newest. */
function onePrint(printer: Printer): (order: Order) => Promise<Uint8Array> {
  let last: { readonly html: string; readonly pdf: Promise<Uint8Array> } | null = null;
  let next: { order: Order; readonly pdf: Promise<Uint8Array> } | null = null;
  let running: Promise<unknown> | null = null;
  const start = (order: Order) => {
    const pdf = printer.print(order);
    last = { html: order.html, pdf };
    running = pdf
      .catch(() => {
        last = null;
      })
      .finally(() => {
        running = null;
      });
    return pdf;
  };
  return (order) => {
    if (last?.html === order.html) return last.pdf;
    if (running === null) return start(order);
    if (next) {
      next.order = order;
      return next.pdf;
    }
    const pdf = running.then(() => {
      const newest = next?.order ?? order;
      next = null;
      return start(newest);
    });
    next = { order, pdf };
    return pdf;
  };
}

function distinct(faults: readonly FaultDetail[]): readonly FaultDetail[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
