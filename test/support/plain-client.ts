import { request } from "node:http";

export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Saying {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One request as a program makes it that is no browser: no cookies, no redirects followed. */
export function say(address: string, { method, headers = {}, body }: Saying = {}): Promise<Heard> {
  const { promise, resolve, reject } = Promise.withResolvers<Heard>();
  const chosen = method ?? (body === undefined ? "GET" : "POST");
  const asking = request(address, { method: chosen, headers, agent: false }, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(parts).toString("utf8"),
      }),
    );
    response.on("error", reject);
  });
  asking.on("error", reject);
  asking.end(body);
  return promise;
}
