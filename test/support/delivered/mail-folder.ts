import { fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

/** A letter that the server took and answered for, or, where the line was cut, would have. */
export interface FiledLetter {
  readonly to: string;
  readonly from: string;
  readonly file: string;
}

/** What the server does from now on. */
export interface Conduct {
  /** Before it answers for a letter. */
  readonly slowMs?: number;
  /** Letters to these are kept, and the line is cut before the answer: once each. */
  readonly cutAfter?: readonly string[];
  /** Letters to these are lost with the line: once each. */
  readonly lose?: readonly string[];
}

/** A real SMTP server in a process of its own that keeps every letter as a file. */
export interface MailFolder {
  readonly port: number;
  /** Of letters, in no time. */
  count(): number;
  /** In the order of their ends. */
  letters(): readonly FiledLetter[];
  bytesOf(letter: FiledLetter): Buffer;
  conduct(conduct: Conduct): Promise<void>;
}

const script = fileURLToPath(new URL("mail-folder-process.ts", import.meta.url));

/** Gone after the tests of the file, with its letters. */
export async function mailFolder(folder: string = temporaryFolder()): Promise<MailFolder> {
  const child = fork(script, [folder], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  afterAll(() => void child.kill("SIGKILL"));
  const heard = () => new Promise<unknown>((resolve) => child.once("message", resolve));
  const port = Number(await heard());
  return {
    port,
    count: () => readdirSync(folder).length - 1,
    letters: () =>
      readFileSync(join(folder, "letters.jsonl"), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as FiledLetter),
    bytesOf: ({ file }) => readFileSync(join(folder, file)),
    conduct: async (conduct) => {
      const answer = heard();
      child.send(conduct);
      await answer;
    },
  };
}
