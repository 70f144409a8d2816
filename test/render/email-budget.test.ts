import { describe, expect, it } from "vitest";
import { tablesTooMany } from "../../pipeline/render/email-budget.ts";

/** A mail of so many tables of figures of so many bytes each, inside the table that holds its layout. */
const mail = (tables: number, bytes: number) =>
  `<table role="presentation"><tr><td>${`<table>${"x".repeat(bytes - 15)}</table>`.repeat(tables)}</td></tr></table>`;

describe("a mail that mail programs would cut", () => {
  it("does without its last tables, and no more of them than it must", () => {
    expect([...tablesTooMany(mail(9, 10_000))]).toEqual([]);
    expect([...tablesTooMany(mail(10, 10_000))]).toEqual([9]);
    expect([...tablesTooMany(mail(12, 10_000))].sort()).toEqual([10, 11, 9]);
  });

  it("counts bytes and not letters", () => {
    expect([...tablesTooMany(mail(1, 60_000))]).toEqual([]);
    expect([...tablesTooMany(mail(1, 60_000).replaceAll("x", "−"))]).toEqual([0]);
  });

  it("keeps what is no table, even where that alone is too long", () => {
    expect([...tablesTooMany("y".repeat(200_000))]).toEqual([]);
  });
});
