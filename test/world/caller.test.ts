import { describe, expect, it } from "vitest";
import { sentence } from "../../pipeline/errors.ts";
import { callerOf, readProxies } from "../../pipeline/world/caller.ts";

const network = (peer: string | undefined, forwarded: string | null, ...proxies: string[]) =>
  callerOf(peer, forwarded === null ? {} : { "x-forwarded-for": forwarded }, readProxies(proxies)).network;

describe("who asks", () => {
  it("is known by his network alone", () => {
    expect(network("192.0.2.77", null)).toBe("192.0.2.0/24");
    expect(network("::ffff:192.0.2.77", null)).toBe("192.0.2.0/24");
    expect(network("2001:db8:1:2:3:4:5:6", null)).toBe("2001:db8:1::/48");
    expect(network(undefined, null)).toBe("0.0.0.0/24");
  });

  it("is not who he says he is: X-Forwarded-For counts from trusted proxies only, from its end", () => {
    expect(network("192.0.2.77", "198.51.100.1")).toBe("192.0.2.0/24");
    expect(network("192.0.2.77", "198.51.100.1", "10.0.0.0/8")).toBe("192.0.2.0/24");
    expect(network("10.1.2.3", "198.51.100.1", "10.0.0.0/8")).toBe("198.51.100.0/24");
    expect(network("10.1.2.3", "203.0.113.9, 198.51.100.1", "10.0.0.0/8")).toBe("198.51.100.0/24");
    expect(network("10.1.2.3", "203.0.113.9, 198.51.100.1, 10.9.9.9", "10.0.0.0/8")).toBe("198.51.100.0/24");
    expect(network("::1", "2001:db8:1:2::1", "::1,127.0.0.1")).toBe("2001:db8:1::/48");
  });

  it("is the proxy itself where what it passes on is no address", () => {
    for (const forwarded of ["", "unknown", "198.51.100.1:4711", "x".repeat(5000), "198.51.100.1,"])
      expect(network("10.1.2.3", forwarded, "10.0.0.0/8")).toBe("10.1.2.0/24");
  });

  it("is on this machine only where nothing passed the request on", () => {
    expect(callerOf("127.0.0.1", {}, [])).toMatchObject({ isHere: true, isBehindUnknownProxy: false });
    expect(callerOf("::1", {}, [])).toMatchObject({ isHere: true });
    for (const name of ["x-forwarded-for", "forwarded", "via"])
      expect(callerOf("127.0.0.1", { [name]: "x" }, [])).toMatchObject({
        isHere: false,
        isBehindUnknownProxy: true,
      });
    expect(
      callerOf("10.1.2.3", { "x-forwarded-for": "127.0.0.1" }, readProxies(["10.0.0.0/8"])),
    ).toMatchObject({
      isHere: false,
    });
  });

  it("is asked for by networks that are some", () => {
    const fault = (() => {
      try {
        return readProxies(["10.0.0.0/99"]) && null;
      } catch (error) {
        return error as { faults: Parameters<typeof sentence> };
      }
    })();
    expect(sentence(fault!.faults[0])).toBe(
      '--trusted-proxy is no network: "10.0.0.0/99". Write it as 10.0.0.0/8, or as one address.',
    );
  });
});
