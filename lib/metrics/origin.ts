/** Where each metric was defined, kept beside the metrics, so that a metric stays plain data. */
const sites = new WeakMap<object, { readonly stack?: string }>();

/** `file:///…/metrics/quantflow/feed.ts:5:29` at the end of a line of a stack, with or without brackets. */
const FRAME = /(?:\(|\bat )(?:file:\/\/)?([^()\s]+?):(\d+):\d+\)?$/m;
const REPOSITORY = new URL("../../", import.meta.url).pathname;

/** Remembers who called `maker`. The stack is written out only when somebody asks, so a definition stays cheap. */
export function rememberOrigin(metric: object, maker: (...given: never[]) => unknown): void {
  const site = {};
  Error.captureStackTrace(site, maker);
  sites.set(metric, site);
}

/** `metrics/quantflow/feed.ts:5`: file and line of a definition; undefined for a copy of one, as `where` makes. */
export function originOf(metric: object): string | undefined {
  const [, file, line] = FRAME.exec(sites.get(metric)?.stack ?? "") ?? [];
  return file && `${file.startsWith(REPOSITORY) ? file.slice(REPOSITORY.length) : file}:${line}`;
}
