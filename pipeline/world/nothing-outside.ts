import type { Archive, Web } from "./world.ts";

/** No network: whoever asks it has made a mistake. For builds of sample data and of folders. */
export const noWeb: Web = {
  secrets: new Set(),
  get: ({ url }) => Promise.reject(new Error(`nobody should ask for ${url}`)),
};

/** An archive in which nothing was ever seen. */
export const emptyArchive: Archive = {
  record: () => Promise.reject(new Error("nothing should be recorded here")),
  lanes: async () => [],
  headlines: async () => [],
  visits: async () => [],
  lastVisit: async () => null,
  raw: async () => null,
  generation: async () => 0,
  holdings: async () => [],
  verify: async () => [],
};
