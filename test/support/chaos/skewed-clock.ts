// Loaded before a program: its clock is SKEWED_HOURS off.
const True = Date;
const off = Number(process.env.SKEWED_HOURS) * 3_600_000;

globalThis.Date = class extends True {
  constructor(...given: readonly unknown[]) {
    super(...((given.length ? given : [True.now() + off]) as []));
  }
  static override now = () => True.now() + off;
} as DateConstructor;

export {};
