import type { Finding } from "../model/finding.ts";
import { type PdfFacts, pdfFacts } from "../paper/facts.ts";
import { readPdf } from "../paper/read-pdf.ts";
import type { Gate } from "./gate.ts";
import { type PrintFault, printRules } from "./print-rules.ts";

const PRINT = /^issue(-\w+)?\.pdf$/;

/** Each print as a reader will have it: fonts, pages, margins, and what those who cannot see it hear. */
export const printGuards: Gate = ({ artifacts }) => {
  const prints = Object.entries(artifacts).filter(([name]) => PRINT.test(name));
  if (prints.length === 0)
    return [{ gate: "print", verdict: "not evaluated", place: "artifacts", message: "No PDF was made." }];
  return prints.flatMap(([name, bytes]) => {
    const facts = factsOf(bytes);
    return typeof facts === "string" ? [unreadable(name, facts)] : findingsOn(name, facts);
  });
};

function findingsOn(name: string, facts: PdfFacts): readonly Finding[] {
  const faults = printRules.flatMap((rule) => rule(facts));
  const findings = faults.map((fault) => findingOf(name, fault));
  if (faults.some(({ verdict }) => verdict === "refused")) return findings;
  const message = `Fonts, margins, headings, tables and figures are in order on ${facts.pages.length} pages.`;
  return [...findings, { gate: "print", verdict: "passed", place: name, message }];
}

function findingOf(name: string, { verdict, page, message, remedy }: PrintFault): Finding {
  return { gate: "print", verdict, place: page ? `${name}, page ${page}` : name, message, remedy };
}

/** The reason where it cannot be read. */
function factsOf(bytes: Uint8Array): PdfFacts | string {
  try {
    return pdfFacts(readPdf(bytes));
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function unreadable(name: string, reason: string): Finding {
  const message = `The PDF cannot be read: ${reason}`;
  return { gate: "print", verdict: "refused", place: name, message, remedy: "Build the issue again." };
}
