/** RFC 2606 and RFC 6761: names that are kept for examples and tests. */
const EXAMPLE = /(^|\.)(example\.(com|org|net)|example|test|invalid|localhost)$/;

/** Whether a host, or the domain of an address, is one of those that belong to nobody. */
export function isExampleHost(name: string): boolean {
  return EXAMPLE.test(
    name
      .slice(name.lastIndexOf("@") + 1)
      .toLowerCase()
      .replace(/\.$/, ""),
  );
}

/** Whether a relay's host is this machine itself, by its name or address alone: nobody is asked. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}
