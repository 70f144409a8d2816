import { type Mailing, type MailingOf, mailingOf } from "../deliver/message/mailing.ts";
import { packagedFile } from "../render/fonts.ts";
import { realFiles } from "../world/files.ts";

/** What names are stamped with; their letters in other scripts are in none of these. */
const SUBSETS = ["latin", "latin-ext", "greek", "cyrillic"];

/** The letters of a version; those of a tier that content/delivery.yaml names under personalPdf bear the reader's name in the PDF. */
export async function lettersOf(of: MailingOf): Promise<Mailing> {
  const { settings, version, forms } = of;
  const pdf = forms["issue.pdf"];
  if (!settings.personalPdf.includes(version.edition) || !pdf) return mailingOf(of);
  const { personalPdf } = await import("../deliver/personal/personal-pdf.ts");
  const stamp = await personalPdf(pdf, await stampFonts());
  return mailingOf({ ...of, personalPdf: stamp });
}

async function stampFonts(): Promise<readonly Uint8Array[]> {
  const paths = SUBSETS.map((subset) =>
    packagedFile(`@fontsource/inter/files/inter-${subset}-400-normal.woff2`),
  );
  const read = await Promise.all(paths.map((path) => (path === null ? null : realFiles.read(path))));
  return read.filter((bytes) => bytes !== null);
}
