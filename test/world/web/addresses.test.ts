import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { describe, expect, it } from "vitest";
import { checkedLookup, isPublic } from "../../../pipeline/world/web/addresses.ts";
import { failure, page, webOn } from "./mirror.ts";

describe("an address", () => {
  it.each(["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111"])("is public: %s", (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ["private", "10.0.0.1", "172.16.0.1", "192.168.1.1"],
    ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
    ["link-local", "169.254.169.254", "fe80::1", "fe80::1%eth0"],
    ["unique-local", "fc00::1", "fd12:3456::1", "fec0::1"],
    ["shared by a carrier", "100.64.0.1", "100.127.255.255"],
    ["multicast", "224.0.0.1", "ff02::1"],
    ["unspecified or broadcast", "0.0.0.0", "::", "255.255.255.255"],
    ["reserved", "192.0.2.1", "198.18.0.1", "240.0.0.1", "2001:db8::1"],
    ["IPv4 in IPv6 clothes", "::ffff:10.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1", "64:ff9b::7f00:1"],
    ["a tunnel", "2002:a00:1::", "2001::1"],
    ["none", "rates.example", "", "1.1.1.1 "],
  ])("is not public when it is %s", (_, ...addresses) => {
    expect(addresses.filter(isPublic)).toEqual([]);
  });
});

describe("a host without a mirror", () => {
  const reasonFor = async (url: string, addresses: readonly string[] = []) => {
    const lookup = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const { web, slept } = webOn(null, { lookup });
    const reply = failure(await web.get(page({ url })));
    expect([reply.verdict, reply.status, slept]).toEqual(["http_error", null, []]);
    return reply.reason;
  };

  it.each([["10.0.0.5"], ["127.0.0.1"], ["169.254.169.254"], ["::1"], ["fd00::1"], ["::ffff:127.0.0.1"]])(
    "is not asked where its name leads to %s",
    async (address) => {
      expect(await reasonFor("https://rates.example/", [address])).toBe(
        `rates.example is not asked: its name leads to ${address}, which is not a public address.`,
      );
    },
  );

  it("is not asked where one of its addresses is not public", async () => {
    expect(await reasonFor("https://rates.example/", ["1.1.1.1", "10.0.0.5"])).toContain("10.0.0.5");
  });

  it("is not asked where its name has no address", async () => {
    expect(await reasonFor("https://rates.example/")).toBe("rates.example has a name that is not known.");
  });

  it("is not asked at an address that is not public", async () => {
    expect(await reasonFor("https://169.254.169.254/x")).toContain("169.254.169.254 is not one");
    expect(await reasonFor("https://[::1]/x")).toContain("::1 is not one");
    expect(await reasonFor("http://rates.example/")).toContain("only https addresses on public hosts");
    expect(await reasonFor("nowhere")).toContain("only https addresses on public hosts");
  });

  it("is not asked as localhost", async () => {
    const { web } = webOn(null, { lookup: (host) => systemLookup(host, { all: true }) });
    expect(failure(await web.get(page({ url: "https://localhost:1/" }))).reason).toMatch(
      /not a public address/,
    );
  });

  it("is asked again where the name server did not answer", async () => {
    let times = 0;
    const lookup = async () => {
      times += 1;
      throw Object.assign(new Error(), { code: "EAI_AGAIN" });
    };
    const { web } = webOn(null, { lookup });
    expect(failure(await web.get(page())).reason).toMatch(/the name server did not answer after 3 tries\.$/);
    expect(times).toBe(3);
  });
});

describe("the socket", () => {
  const asked = (all: boolean, addresses: readonly LookupAddress[]) =>
    new Promise<unknown[]>((resolve) => {
      let times = 0;
      const lookup = async () => {
        times += 1;
        return addresses;
      };
      checkedLookup(lookup)("rates.example", { all }, (...answer) => resolve([times, ...answer]));
    });

  it("is told the addresses that were checked, looked up once", async () => {
    const both = [
      { address: "1.1.1.1", family: 4 },
      { address: "2606:4700::1111", family: 6 },
    ];
    expect(await asked(true, both)).toEqual([1, null, both]);
    expect(await asked(false, both)).toEqual([1, null, "1.1.1.1", 4]);
  });

  it("is told none where one of them is not public", async () => {
    const [, error, addresses] = await asked(true, [{ address: "127.0.0.1", family: 4 }]);
    expect([error, addresses]).toEqual([expect.objectContaining({ code: "EPRIVATE" }), []]);
  });
});
