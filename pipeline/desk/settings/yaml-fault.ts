/** What YAML's reader says of a text, for people who do not write YAML every day. */
export interface YamlFault {
  /** Without a full stop. */
  readonly message: string;
  readonly remedy: string;
}

const QUOTES = 'Put words with a colon or # in quotes: title: "Spreads: calm".';
const SPACES = "Indent with spaces, and lines of one list alike.";

/** By the codes of the yaml library; of one that is not here its own words. */
const FAULTS: Readonly<Record<string, YamlFault>> = {
  TAB_AS_INDENT: {
    message: "Tabs are not allowed as indentation",
    remedy: "Put spaces in place of the tab.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "A colon stands inside the words, or the line below is set in too far",
    remedy: `${QUOTES} Or begin the line below where its neighbours begin.`,
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "A line is no setting: it has no name with a colon and a space behind it",
    remedy: `Write it as "name: words", with a space behind the colon.`,
  },
  DUPLICATE_KEY: { message: "A name stands twice", remedy: "Keep one of the two lines." },
  BAD_SCALAR_START: {
    message: "The words begin with a sign that YAML keeps for itself",
    remedy: "Put the words in quotes.",
  },
  BAD_ALIAS: {
    message: "The words begin with * or &, which YAML keeps for itself",
    remedy: "Put the words in quotes.",
  },
  UNEXPECTED_TOKEN: {
    message: "Something stands where nothing is expected",
    remedy: `${QUOTES} Words that begin with a quote, *, &, !, > or | want quotes around the whole too.`,
  },
};

export function yamlFault({
  code,
  message,
}: {
  readonly code?: string;
  readonly message: string;
}): YamlFault {
  const own = message.replace(/\.$/, "");
  if (code === "MISSING_CHAR" && /quote/.test(message))
    return { message: "A quote is not closed", remedy: "Write the same sign behind the words." };
  if (code === "BAD_INDENT" && /end with a [\]}]/.test(message))
    return {
      message: "A bracket [ or { is not closed",
      remedy: "Close it with ] or }. Put words that begin with a bracket in quotes.",
    };
  if (code === "BAD_INDENT")
    return { message: "Lines of one list begin at different columns", remedy: SPACES };
  return FAULTS[code ?? ""] ?? { message: own, remedy: `${QUOTES} ${SPACES}` };
}
