import { createReadStream, readdirSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type Answer, head, message } from "./answers.ts";

/** The files of the built page, by the path under which they are served. */
export interface ServedPage {
  /** The file of this path, or 404. */
  at(path: string): Answer;
}

interface Asset {
  readonly file: string;
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
}

const INDEX = "/index.html";

/**
 * Serves what stood in the folder when it was opened and nothing else: a request is looked up in that list, so no path
 * can lead out of it. Fails when the folder cannot be read.
 */
export function servedPage(folder: string): ServedPage {
  const assets = new Map(filesUnder(folder).map((file) => [pathOf(folder, file), assetOf(folder, file)]));
  return {
    at(path) {
      const asset = assets.get(isPage(path) ? INDEX : path);
      return asset ? sent(asset) : message(404, "there is no such file");
    },
  };
}

const sent =
  ({ file, size, headers }: Asset): Answer =>
  (response) => {
    head(response, 200, { ...headers, "content-length": size });
    const content = createReadStream(file);
    content.on("error", () => response.destroy());
    response.on("close", () => content.destroy());
    content.pipe(response);
  };

/** The page finds its dashboard by its own address. */
const isPage = (path: string): boolean => path === "/" || path.startsWith("/d/");

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const pathOf = (folder: string, file: string): string => `/${relative(folder, file).split(sep).join("/")}`;

const assetOf = (folder: string, file: string): Asset => ({
  file,
  size: statSync(file).size,
  headers: {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": caching(pathOf(folder, file)),
  },
});

const YEAR_SECONDS = 31_536_000;

/** Vite names what stands in `assets` by its content; everything else keeps its name when it changes. */
const caching = (path: string): string =>
  path.startsWith("/assets/") ? `private, max-age=${YEAR_SECONDS}, immutable` : "private, no-cache";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};
