import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { gitTree } from "../../pipeline/world/git-tree.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const strange = "templates/Über – a\nb.hbs";
let folder: string;

beforeAll(() => {
  const repository = temporaryFolder();
  // A project may lie below the repository's own folder.
  folder = join(repository, "desk");
  mkdirSync(join(folder, "templates"), { recursive: true });
  const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes);
  write("templates/issue.md.hbs", "first\n");
  write(strange, "strange\n");
  write("templates/logo.png", Uint8Array.of(0, 10, 13, 255, 0));
  write("templates/empty.hbs", "");
  write("secret.txt", "not asked for");
  const git = (...given: string[]) =>
    execFileSync("git", ["-c", "user.name=desk", "-c", "user.email=desk@example.org", ...given], {
      cwd: folder,
    });
  git("init", "--quiet");
  git("add", "-A");
  git("commit", "--quiet", "-m", "first");
  write("templates/issue.md.hbs", "second\n");
});

describe("the files of a git revision", () => {
  it("are those of the revision, byte by byte, and only of the paths asked for", async () => {
    const { commit, files } = await gitTree(folder, "HEAD", ["templates", "assets"]);
    expect(commit).toMatch(/^[0-9a-f]{40,64}$/);
    expect(Object.keys(files).sort()).toEqual(
      ["templates/empty.hbs", "templates/issue.md.hbs", "templates/logo.png", strange].sort(),
    );
    expect(Buffer.from(files["templates/issue.md.hbs"]!).toString()).toBe("first\n");
    expect([...files["templates/logo.png"]!]).toEqual([0, 10, 13, 255, 0]);
    expect(files["templates/empty.hbs"]).toHaveLength(0);
    expect(Buffer.from(files[strange]!).toString()).toBe("strange\n");
  });

  it("are none where the revision has none of these paths", async () => {
    expect((await gitTree(folder, "HEAD", ["assets"])).files).toEqual({});
  });

  it.each(["nothing-like-it", "--output=/tmp/x", "HEAD:templates", ""])(
    "refuses the revision %j",
    async (name) => {
      await expect(gitTree(folder, name, ["templates"])).rejects.toMatchObject({ code: "revision-unknown" });
    },
  );

  it("refuses a folder that is in no repository", async () => {
    await expect(gitTree(temporaryFolder(), "HEAD", ["templates"])).rejects.toMatchObject({
      code: "revision-unknown",
    });
  });
});
