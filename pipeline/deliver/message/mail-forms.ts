import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Version } from "../../model/delivery.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../post/places.ts";
import type { Picture, Written } from "./parts.ts";

export interface MailLinks {
  /** What stands before a reader's own word: "https://…/u/". */
  readonly unsubscribe: string;
  readonly issue: string;
  /** Whether a mail without a link to the issue is whole: it may be opened by nobody. */
  readonly mayLackIssue: boolean;
}

/** An approved mail with its links in it, taken apart where each reader's own word comes. */
export interface MailForms {
  readonly text: Written;
  readonly html: Written;
  readonly pictures: readonly Picture[];
  readonly pdf: Uint8Array;
}

interface Reading {
  readonly version: Pick<Version, "id" | "date">;
  readonly forms: Readonly<Record<string, Uint8Array>>;
  readonly links: MailLinks;
  /** Of the sender: names of pictures end in it. */
  readonly domain: string;
}

/** @throws PipelineError artifact-missing, template-invalid: with everything that a letter could not be made of */
export function readMailForms({ version, forms, links, domain }: Reading): MailForms {
  const faults: FaultDetail[] = [];
  const bytesOf = (name: string) => {
    const bytes = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!bytes) faults.push(missing(name, version.id));
    return bytes ?? new Uint8Array();
  };
  const decode = (name: string) => new TextDecoder().decode(bytesOf(name));
  const place = (name: string, text: string, kind: Kind) => {
    if (text !== "") faults.push(...placeFaults(text, kind, links).map((wrong) => wrong(name, version.id)));
    return placed(text, kind, links);
  };
  const text = place("email.txt", decode("email.txt"), TEXT);
  const page = decode("email.html");
  const pictures = new Map<string, Picture>();
  const shown = embedded(page, (name) => {
    const picture = pictureOf(name, bytesOf(name), domain);
    if (!picture) faults.push(noPicture(name, version.id));
    else if (!pictures.has(picture.contentId)) pictures.set(picture.contentId, picture);
    return picture?.contentId ?? "";
  });
  const html = place("email.html", shown, HTML);
  const pdf = bytesOf("issue.pdf");
  if (faults.length > 0) throw new PipelineError(distinct(faults));
  return { text, html, pictures: [...pictures.values()], pdf };
}

/** How a mail's form holds an address in its right place. */
interface Kind {
  /** How often. */
  readonly holds: (text: string, place: string) => number;
  readonly write: (address: string) => string;
}
const HTML: Kind = {
  holds: (text, place) => text.split(` href="${place}"`).length - 1,
  write: (address) => address.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
};
const TEXT: Kind = {
  holds: (text, place) => text.split(/\r?\n/).filter((line) => line === place).length,
  write: (address) => address,
};

type Wrong = (form: string, version: string) => FaultDetail;

function placeFaults(text: string, kind: Kind, { mayLackIssue }: MailLinks): readonly Wrong[] {
  const places = { unsubscribe: UNSUBSCRIBE_PLACE, issue: ISSUE_PLACE };
  return Object.entries(places).flatMap(([name, place]): Wrong[] => {
    const count = text.split(place).length - 1;
    // The way to the issue is the same for all readers, and stands at the mail's head and at its foot.
    const most = name === "issue" && kind === HTML ? 2 : 1;
    if (count >= 1 && count <= most && kind.holds(text, place) === count) return [];
    if (count === 0 && name === "issue" && mayLackIssue) return [];
    const found =
      count === 0 ? "is not there" : count > most ? `stands ${count} times` : "does not stand as a link";
    return [
      (form, version) => ({
        code: "template-invalid",
        place: `${form} of ${version}`,
        message: `The link {{delivery.${name}}} ${found}; each mail holds it ${most === 2 ? "once or twice" : "once"}${kind === TEXT ? ", alone on its line" : ", in an href"}.`,
        remedy:
          "See templates/layouts/email.html.hbs and email-foot.txt.hbs; then build and approve the issue anew.",
      }),
    ];
  });
}

function placed(text: string, { write }: Kind, links: MailLinks): Written {
  const [before = "", after = ""] = text
    .replaceAll(ISSUE_PLACE, () => write(links.issue))
    .split(UNSUBSCRIBE_PLACE);
  return [before + write(links.unsubscribe), after];
}

/** Pictures by their names as parts of the message; what comes from elsewhere stays. */
function embedded(html: string, contentIdOf: (name: string) => string): string {
  return html.replace(
    /(<img\b[^>]*?\ssrc=")([^"]*)(")/g,
    (whole, before: string, source: string, end: string) =>
      /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source) ? whole : `${before}cid:${contentIdOf(nameIn(source))}${end}`,
  );
}

function nameIn(source: string): string {
  try {
    return decodeURIComponent(source.replaceAll("&amp;", "&"));
  } catch {
    return source;
  }
}

const SIGNATURES = {
  "image/png": [0x89, 0x50, 0x4e, 0x47],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/gif": [0x47, 0x49, 0x46, 0x38],
};

/** Named by its bytes: the same picture is one part, however often it is shown. null: no picture that mail programs show. */
function pictureOf(name: string, bytes: Uint8Array, domain: string): Picture | null {
  const begins = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  const type = Object.entries(SIGNATURES).find(([, signature]) => begins(signature))?.[0];
  const word = createHash("sha256").update(bytes).digest("hex").slice(0, 24);
  return type === undefined ? null : { name, type, contentId: `${word}@${domain}`, bytes };
}

function missing(name: string, version: string): FaultDetail {
  const message = "A form that a letter is made of is not there.";
  const remedy = "Build the issue with all its forms, and approve it anew.";
  return { code: "artifact-missing", place: `${name} of ${version}`, message, remedy };
}

function noPicture(name: string, version: string): FaultDetail {
  const message = "The mail shows what is no PNG, JPEG or GIF.";
  const remedy = "Save it as PNG, then build and approve the issue anew.";
  return { code: "artifact-missing", place: `${name} of ${version}`, message, remedy };
}

/** A form that is missing is told once, and not that it is no picture either. */
function distinct(faults: readonly FaultDetail[]): readonly FaultDetail[] {
  const first = new Map<string | undefined, FaultDetail[]>();
  for (const fault of faults) {
    const known = first.get(fault.place) ?? [];
    const isNew = !known.some(
      ({ code, message }) => code === "artifact-missing" || message === fault.message,
    );
    if (isNew) first.set(fault.place, [...known, fault]);
  }
  return [...first.values()].flat();
}
