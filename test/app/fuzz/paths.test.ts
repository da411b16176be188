import { describe, expect, it } from "vitest";
import { DOORS, openDoor } from "./doors.ts";
import { NASTY_SEGMENTS } from "./requests.ts";
import { statusesIn, talk } from "./talk.ts";

/** Ways that lead out of a folder for whoever decodes them, twice, or takes a backslash for a slash. */
const UP = [
  "..",
  "%2e%2e",
  "%2E%2e",
  ".%2e",
  "%252e%252e",
  "%25252e%25252e",
  "..%00",
  "..;",
  "%c0%ae%c0%ae",
  "%u002e%u002e",
  "....",
  "..%5c..",
  "..\\..",
];
const SLASHES = ["/", "%2f", "%2F", "%252f", "\\", "%5c", "//", "/./", "%c0%af"];
const BEGINNINGS = ["/", "/assets/", "/d/", "/backtests/", "/api/dashboards/", "/api/v3/", "/control/", "//", "/./"];
const OUTSIDE = ["etc/passwd", "proc/self/environ", "package.json"];

const PATHS = BEGINNINGS.flatMap((beginning) =>
  UP.flatMap((up) =>
    SLASHES.flatMap((slash) => OUTSIDE.map((file) => `${beginning}${`${up}${slash}`.repeat(4)}${file}`)),
  ),
);

/** Asked one after another on one connection; the last closes it. */
const asked = (paths: readonly string[], headers: string): string =>
  paths
    .map((path, at) => {
      const closing = at === paths.length - 1 ? "Connection: close\r\n" : "";
      return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.${at % 200}\r\n${headers}${closing}\r\n`;
    })
    .join("");

const OF_THIS_MACHINE = /root:|PATH=|"quantflow-monitoring"/;

describe.each(DOORS)("%s", (name) => {
  it("shows no file of this machine, however a path is spelled", { timeout: 120_000 }, async () => {
    const door = await openDoor(name);
    const known = Object.assign({}, ...door.endpoints.map(({ headers }) => headers)) as Readonly<
      Record<string, string>
    >;
    const { authorization } = known;
    const headers = authorization === undefined ? "" : `Authorization: ${authorization}\r\n`;
    for (let at = 0; at < PATHS.length; at += 100) {
      const paths = PATHS.slice(at, at + 100);
      const heard = await talk(door.port, asked(paths, headers));
      expect(statusesIn(heard)).toHaveLength(paths.length);
      expect(heard).not.toMatch(OF_THIS_MACHINE);
    }
    expect(door.failures()).toEqual([]);
  });

  it("answers segments that are no names, wherever they stand in an address", async () => {
    const door = await openDoor(name);
    for (const segment of NASTY_SEGMENTS)
      for (const path of [
        `/${segment}`,
        `/about/${segment}/x`,
        `/backtests/${segment}`,
        `/api/dashboards/${segment}`,
      ]) {
        const [status] = statusesIn(await talk(door.port, asked([path], "")));
        expect(status, path).toBeLessThan(500);
      }
    expect(door.failures()).toEqual([]);
  });
});
