/** The files of one issue by name ("issue.md", "charts/ig-spread.svg"), as the bytes that go out. */
export type Artifacts = Readonly<Record<string, Uint8Array>>;

/** A paper size by its name in print. */
export type Paper = "a4" | "letter";
