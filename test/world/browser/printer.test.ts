import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { type OpenPrinter, openPrinter } from "../../../pipeline/world/browser/printer.ts";
import { printingMachine } from "../../support/browsers.ts";
import { pageOf } from "../../support/pages.ts";
import { aliveIn, eventually, zombiesOf } from "../../support/processes.ts";
import { embeddedFonts, readPdf } from "../../support/read-pdf.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const created = "2025-11-05T21:30:00Z";
const opened: OpenPrinter[] = [];
const printerFor = (machine = printingMachine, deadlineMs = 30_000) => {
  const printer = openPrinter({ machine, deadlineMs });
  opened.push(printer);
  return printer;
};
const printer = printerFor();
const print = (html: string, by = printer) => by.print({ html, paper: "a4", created });

afterAll(() => Promise.all(opened.map((one) => one.close())));

const table = `<table><thead><tr><th scope="col">Sector</th><th scope="col">Return</th></tr></thead>
<tbody><tr><th scope="row">Energy</th><td>−0.36%</td></tr><tr><th scope="row">Utilities</th><td>0.16%</td></tr></tbody></table>`;
const body = `<h1 id="top">The ten-year yield</h1><p>Officials held office at 4.17%, −0.36% on the day.</p><h2>Sectors</h2>${table}`;

describe("a printed page", () => {
  it("shows its words in the house's fonts, with title, language, tags and outline", async () => {
    const pdf = await print(pageOf(body, { title: "Macro Regime Tracker" }));
    const read = await readPdf(pdf);
    expect(read.pages.join(" ").replace(/\s+/g, " ")).toContain(
      "Officials held office at 4.17%, −0.36% on the day.",
    );
    expect(embeddedFonts(pdf)).toEqual(["Inter-Regular", "SourceSerif4-Regular"]);
    expect(read).toMatchObject({ title: "Macro Regime Tracker", language: "en", tagged: true });
    expect(read.outline).toEqual(["The ten-year yield"]);
  });

  it("bears the moment it was made for, and no other", async () => {
    const read = await readPdf(await print(pageOf(body)));
    expect(read.created).toBe("D:20251105213000+00'00'");
  });

  it("is the same to the byte, cold or warm, on either page of any browser", async () => {
    const html = pageOf(body);
    const prints = [await print(html), ...(await Promise.all([print(html), print(html), print(html)]))];
    prints.push(await print(html, printerFor()));
    expect(new Set(prints.map((pdf) => Buffer.from(pdf).toString("latin1"))).size).toBe(1);
  });

  it("has the paper that its style asks for, else the one that was ordered", async () => {
    const widthOn = async (paper: "a4" | "letter", css = "") =>
      (await readPdf(await printer.print({ html: pageOf("<p>Words</p>", { css }), paper, created }))).size[0];
    expect(await widthOn("letter")).toBe(612);
    expect(Math.abs((await widthOn("a4")) - 595.28)).toBeLessThan(0.75); // Chromium counts in CSS pixels of 0.75 pt
    expect(Math.abs((await widthOn("letter", "@page{size:A4}")) - 595.28)).toBeLessThan(0.75);
  });

  it("numbers its pages in a font that nothing else on the page uses", async () => {
    const css = `@page{size:A4;margin:20mm;@bottom-right{content:counter(page) " of " counter(pages);font:8pt Inter}}`;
    const pdf = await print(pageOf(`<p>One</p><p style="break-before:page">Two</p>`, { css }));
    expect((await readPdf(pdf)).pages.map((page) => /\d of \d/.exec(page)?.[0])).toEqual([
      "1 of 2",
      "2 of 2",
    ]);
    expect(embeddedFonts(pdf)).toContain("Inter-Regular");
  });

  it("runs no script", async () => {
    const read = await readPdf(
      await print(
        pageOf(
          `<p id="p">As written</p><script>document.getElementById("p").textContent = "Changed"</script>`,
        ),
      ),
    );
    expect(read.pages[0]).toContain("As written");
  });
});

describe("a page that is not whole", () => {
  it("is refused when it asks for anything outside itself, and nothing is asked", async () => {
    const heard: string[] = [];
    const server = createServer((request, reply) => {
      heard.push(request.url ?? "");
      reply.end("x");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const asks = [
      `<img src="http://127.0.0.1:${port}/picture.png">`,
      `<link rel="stylesheet" href="http://localhost:${port}/style.css">`,
      `<iframe src="http://127.0.0.1:${port}/frame"></iframe>`,
      `<img src="file:///etc/hostname">`,
      `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${port}/elsewhere">`,
    ];
    for (const ask of asks) {
      await expect(print(pageOf(`<p>Words</p>${ask}`))).rejects.toMatchObject({ code: "content-invalid" });
    }
    server.close();
    expect(heard).toEqual([]);
    expect(await print(pageOf("<p>Words</p>"))).toBeInstanceOf(Uint8Array);
  });

  it("is refused with every picture and font that cannot be read", async () => {
    const broken = pageOf(`<p>Words</p><img src="data:image/png;base64,AAAA">`, {
      css: `@font-face{font-family:Lost;src:url(data:font/woff2;base64,AAAA)}`,
    });
    const refusal = await print(broken).catch((error) => error);
    expect(refusal.code).toBe("content-invalid");
    expect(refusal.faults.map(({ place }: { place: string }) => place)).toEqual([
      "@font-face Lost",
      `<img src="data:image/png;base64,AAAA">`,
    ]);
  });

  it("is refused when it has no words at all", async () => {
    await expect(print(pageOf("<p> </p>"))).rejects.toThrow("The page to print has no words.");
  });
});

describe("a browser that fails", () => {
  it("never gives out a page whose letters have no shapes", async () => {
    const { path } = await printer.warm();
    const noFonts = join(temporaryFolder(), "fonts.conf");
    writeFileSync(noFonts, "<fontconfig></fontconfig>");
    const environment = { ...printingMachine.environment, TRACKER_BROWSER: path, FONTCONFIG_FILE: noFonts };
    const fontless = printerFor({ ...printingMachine, environment });
    const plain = `<!doctype html><title>Plain</title><p>Ten words that a browser without any fonts cannot show.</p>`;
    await expect(print(plain, fontless)).rejects.toMatchObject({ code: "browser-failed" });
  });

  it("is replaced when it dies, and the issue is printed all the same", async () => {
    const dying = printerFor();
    const { pid } = await dying.warm();
    process.kill(-pid, "SIGKILL");
    const read = await readPdf(await print(pageOf(body), dying));
    expect(read.outline).toEqual(["The ten-year yield"]);
    expect((await dying.warm()).pid).not.toBe(pid);
  });

  it("is replaced when it hangs", async () => {
    const hanging = printerFor(printingMachine, 3000);
    const { pid } = await hanging.warm();
    process.kill(-pid, "SIGSTOP");
    expect((await readPdf(await print(pageOf(body), hanging))).tagged).toBe(true);
    expect(await eventually(() => aliveIn(pid) === 0)).toBe(true);
  });

  it("is named when it cannot start", async () => {
    const environment = { ...printingMachine.environment, TRACKER_BROWSER: "/bin/false" };
    const refusal = await print(pageOf(body), printerFor({ ...printingMachine, environment })).catch(
      (error) => error,
    );
    expect(refusal).toMatchObject({ code: "browser-failed", faults: [{ place: "/bin/false" }] });
  });
});

describe("a browser that has printed much", () => {
  it("is replaced by a fresh one when its last pages are out, with the same bytes, and ends", async () => {
    const tiring = openPrinter({ machine: printingMachine, printsPerBrowser: 3 });
    opened.push(tiring);
    const html = pageOf(body);
    const { pid } = await tiring.warm();
    const prints = await Promise.all([1, 2, 3, 4, 5].map(() => print(html, tiring)));
    expect(new Set(prints.map((pdf) => Buffer.from(pdf).toString("latin1"))).size).toBe(1);
    expect(await eventually(() => aliveIn(pid) === 0)).toBe(true);
    const second = await tiring.warm();
    expect(second.pid).not.toBe(pid);
    await print(html, tiring);
    expect((await tiring.warm()).pid).toBe(second.pid);
    await tiring.close();
    expect(await eventually(() => aliveIn(second.pid) === 0)).toBe(true);
  });

  it("is replaced where it dies at the end of its turn, too", async () => {
    const tiring = openPrinter({ machine: printingMachine, printsPerBrowser: 1 });
    opened.push(tiring);
    const { pid } = await tiring.warm();
    process.kill(-pid, "SIGKILL");
    const prints = await Promise.all([print(pageOf(body), tiring), print(pageOf(body), tiring)]);
    expect(prints.map((pdf) => pdf.length > 0)).toEqual([true, true]);
  });
});

describe("the end of printing", () => {
  it("leaves no process behind", async () => {
    const closing = printerFor();
    const { pid } = await closing.warm();
    await print(pageOf(body), closing);
    const before = zombiesOf(process.pid);
    await closing.close();
    expect(await eventually(() => aliveIn(pid) === 0 && zombiesOf(process.pid) <= before)).toBe(true);
    await expect(print(pageOf(body), closing)).rejects.toThrow("The printer was closed.");
  });

  it("comes for the browser too when the program is killed without warning", async () => {
    const place = (name: string) =>
      fileURLToPath(new URL(`../../../pipeline/world/browser/${name}.ts`, import.meta.url));
    const story = `
      const { openPrinter } = await import(${JSON.stringify(place("printer"))});
      const { pid } = await openPrinter({ machine: ${JSON.stringify(printingMachine)} }).warm();
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const program = spawn(process.execPath, ["--input-type=module", "-e", story], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(program.stdout, "data");
    const pid = Number(String(line));
    expect(aliveIn(pid)).toBeGreaterThan(0);
    program.kill("SIGKILL");
    expect(await eventually(() => aliveIn(pid) === 0)).toBe(true);
  });
});
