import { describe, expect, it } from "vitest";
import { MAIL_RATES, openMailLimits } from "../../../pipeline/site/forms/mail-limits.ts";

const HOUR = 3_600_000;

function limits(rates = MAIL_RATES) {
  let now = 1000;
  const { take } = openMailLimits(rates, () => now);
  return {
    take: (address: string, network = "192.0.2.0/24") => take({ address, network }),
    later: (ms: number) => {
      now += ms;
    },
  };
}

describe("mails that strangers may have us write", () => {
  it("are three an hour to one address, from wherever they are asked for", () => {
    const { take, later } = limits();
    for (const network of ["a", "b", "c"]) expect(take("ada@example.com", network)).toBe("write");
    expect(take("ada@example.com", "d")).toBe("enough");
    later(HOUR + 1);
    expect(take("ada@example.com", "d")).toBe("write");
  });

  it("are three an hour to one mailbox, however its address is written", () => {
    const { take } = limits();
    for (const address of ["Ada.L@example.com", "ada.l+1@EXAMPLE.com", "adal+2@example.com"]) take(address);
    expect(take("a.d.a.l@example.com")).toBe("enough");
    expect(take("adal@example.org")).toBe("write");
  });

  it("are twenty an hour from one network, and so many in all", () => {
    const { take } = limits({ ...MAIL_RATES, inAll: 25 });
    for (let at = 0; at < 20; at += 1) expect(take(`r${at}@example.com`)).toBe("write");
    expect(take("one@example.com")).toBe("too many");
    for (let at = 0; at < 5; at += 1) expect(take(`s${at}@example.com`, "elsewhere")).toBe("write");
    expect(take("two@example.com", "a third place")).toBe("too many");
  });
});
