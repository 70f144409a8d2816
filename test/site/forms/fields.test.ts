import { describe, expect, it } from "vitest";
import { readFields } from "../../../pipeline/site/forms/fields.ts";
import { asked } from "../asked.ts";

const send = (type: string, body: string | Uint8Array) =>
  readFields(asked("/x", { method: "POST", headers: { "content-type": type }, body }));
const URLENCODED = "application/x-www-form-urlencoded";
const part = (name: string, value: string) =>
  `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe("what a form sent", () => {
  it("is read as browsers send it, letters outside ASCII too", async () => {
    expect(await send(`${URLENCODED}; charset=UTF-8`, "address=a%40example.com&name=Ad%C3%A4+L")).toEqual(
      new Map([
        ["address", "a@example.com"],
        ["name", "Adä L"],
      ]),
    );
  });

  it("is read as mail programs may send it: multipart/form-data", async () => {
    const body = `${part("List-Unsubscribe", "One-Click")}--B--\r\n`;
    expect(await send("multipart/form-data; boundary=B", body)).toEqual(
      new Map([["List-Unsubscribe", "One-Click"]]),
    );
  });

  it("is refused where it is no form, is too long, or says a thing twice", async () => {
    expect(await send("application/json", "{}")).toBe(415);
    expect(await send("", "a=b")).toBe(415);
    expect(await send(URLENCODED, `a=${"x".repeat(9000)}`)).toBe(413);
    expect(await send(URLENCODED, "address=a@example.com&address=b@example.com")).toBe(400);
    expect(await send(URLENCODED, Array.from({ length: 30 }, (_, at) => `f${at}=x`).join("&"))).toBe(400);
    expect(await send("multipart/form-data; boundary=B", part("a", "b"))).toBe(400);
    expect(await send("multipart/form-data", part("a", "b"))).toBe(400);
  });

  it("does not break on bytes that are no text", async () => {
    expect(await send(URLENCODED, new Uint8Array([97, 61, 0, 255, 254, 37, 90]))).toEqual(
      new Map([["a", "\u0000\ufffd\ufffd%Z"]]),
    );
  });
});
