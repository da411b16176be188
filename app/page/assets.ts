import { createHash } from "node:crypto";
import { SCRIPT_TEXT } from "./script.generated.ts";
import { STYLE } from "./style.ts";

/** What the page loads besides itself. Its URL changes with its text, so a browser may keep it for ever. */
export interface Asset {
  readonly path: string;
  readonly url: string;
  readonly type: string;
  readonly body: string;
}

function asset(path: string, type: string, body: string): Asset {
  const version = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return { path, url: `${path}?v=${version}`, type: `${type}; charset=utf-8`, body };
}

const CURVE = '<path fill="none" stroke="#54c795" stroke-width="2.5" d="M3 17l6-7 5 4 7-9"/>';

export const ICON = asset(
  "/icon.svg",
  "image/svg+xml",
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#0c1117"/>${CURVE}</svg>`,
);
export const STYLE_SHEET = asset("/page.css", "text/css", STYLE);
export const SCRIPT = asset("/page.js", "text/javascript", SCRIPT_TEXT);
export const ASSETS: readonly Asset[] = [ICON, STYLE_SHEET, SCRIPT];
