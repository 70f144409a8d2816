/**
 * What every browser is started with. Nothing here changes how a page looks from machine to machine but
 * `--font-render-hinting=none`, which keeps letters at the widths that the font gives them.
 */
const ALWAYS = [
  "--headless",
  "--remote-debugging-pipe",
  "--disable-gpu",
  "--font-render-hinting=none",
  "--lang=en-US",
  // No process of its own for drawing or for the network: 20 ms of 130 at the start, and less to kill. A PDF takes no
  // GPU, nor the software one: without the second switch the bundled browser, which lacks it here, would not start.
  "--in-process-gpu",
  "--disable-software-rasterizer",
  "--enable-features=NetworkServiceInProcess2",
  "--disable-features=Translate,MediaRouter,OptimizationHints",
  // Containers give 64 MB of shared memory, too little for one page.
  "--disable-dev-shm-usage",
  // A printed page is self-contained: no name resolves, not even an address given as digits, and no proxy is asked.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--no-proxy-server",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-extensions",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  "--disable-breakpad",
  "--disable-crash-reporter",
  "--hide-scrollbars",
  "--mute-audio",
];

export interface Surroundings {
  readonly sandbox: boolean;
  /** Where a browser that insists on a profile keeps it; null for one that needs none. */
  readonly profile: string | null;
}

/**
 * The command line of a browser that prints.
 *
 * Without sandbox only as root, for whom Chromium has none and does not start otherwise, and where the kernel or the
 * container allows no user namespaces (press.ts tries with sandbox first). What is printed is our own HTML with scripts
 * and network off. The zygote is there for the sandbox: without the one the other only costs time.
 */
export function browserArguments({ sandbox, profile }: Surroundings): string[] {
  const loose = sandbox ? [] : ["--no-sandbox", "--no-zygote"];
  return [...ALWAYS, ...loose, ...(profile ? [`--user-data-dir=${profile}`] : []), "about:blank"];
}
