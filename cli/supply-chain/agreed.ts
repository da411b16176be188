/** What the manifest of a package does not say by a name of SPDX, as its own files say it. */
export const STATED_ELSEWHERE: Readonly<Record<string, { readonly licence: string; readonly where: string }>> = {
  busboy: { licence: "MIT", where: "LICENSE" },
  "cli-table": { licence: "MIT", where: "LICENSE" },
  "fast-shallow-equal": { licence: "Unlicense", where: "LICENSE" },
  "passport-http-bearer": { licence: "MIT", where: "LICENSE" },
  "passport-oauth2-client-password": { licence: "MIT", where: "LICENSE" },
  "passport-strategy": { licence: "MIT", where: "LICENSE" },
  pause: { licence: "MIT", where: "Readme.md" },
  "qrcode-terminal": { licence: "Apache-2.0", where: "LICENSE" },
  "react-universal-interface": { licence: "Unlicense", where: "LICENSE" },
  streamsearch: { licence: "MIT", where: "LICENSE" },
  "typed-function": { licence: "MIT", where: "LICENSE" },
  "xmlhttprequest-ssl": { licence: "MIT", where: "LICENSE" },
};

/** Something whose licence is none that is allowed in general, and why it is taken all the same. */
export interface Exception {
  readonly name: string;
  /** As found; undefined: nothing is stated anywhere in it. */
  readonly licence: string | undefined;
  readonly why: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: "@fontsource/inter",
    licence: "OFL-1.1",
    why: "a font, shown by the preview as it is; its licence asks that it keep its name and is not sold alone",
  },
  {
    name: "@fontsource-variable/roboto-mono",
    licence: "OFL-1.1",
    why: "a font, shown by the preview as it is; its licence asks that it keep its name and is not sold alone",
  },
  {
    name: "get-document",
    licence: undefined,
    why: "thirty lines that Grafana's components bring into the preview's page, which runs on loopback and is given to nobody",
  },
  {
    name: "jsonify",
    licence: "Public Domain",
    why: "cdktf brings it, for synthesis alone; its author gave it to everybody, for which SPDX has no name",
  },
  {
    name: "npm",
    licence: "Artistic-2.0",
    why: "Node-RED brings npm's own program, unchanged, to install nodes with",
  },
  {
    name: "spdx-exceptions",
    licence: "CC-BY-3.0",
    why: "a list of names within npm's own program, unchanged and with its author's name",
  },
  {
    name: "github.com/grafana/mimir",
    licence: "AGPL-3.0",
    why: "runs in the full tests alone, unchanged and as a program of its own; nothing of ours is linked with it, and no image holds it",
  },
  {
    name: "github.com/weaveworks/common",
    licence: "Apache-2.0 AND LGPL-3.0",
    why: "its LICENSE is Apache-2.0, and COPYING.LGPL-3 stands beside it without naming a file; compiled into Thanos unchanged, from sources that everybody can have",
  },
];
