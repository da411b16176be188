import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everyService } from "../../stacks/services/index.ts";
import { ASKED } from "../full/access/asked.ts";
import { redisWord } from "../full/access/attempts.ts";
import { declaredIn } from "../full/access/declared.ts";
import { listenersIn } from "../full/access/listeners.ts";
import { MADE_BY } from "../support/made-by.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "reports", "access.md"), "utf8");
const rowsUnder = (title: string): readonly (readonly string[])[] =>
  (page.split(`## ${title}\n`)[1] ?? "")
    .split("\n## ")[0]
    ?.split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .slice(1)
    .map((line) => line.slice(2, -2).split(" | ")) ?? [];

describe("the report of who can reach what", () => {
  it("says what made it", () => expect(page).toMatch(MADE_BY));

  it("answers yes or no for every listener and every place", () => {
    const rows = rowsUnder("Which listener opens a connection to whom");
    expect(rows.length).toBeGreaterThan(10);
    for (const [, ...cells] of rows) {
      expect(cells).toHaveLength(9);
      for (const cell of cells) expect(cell).toMatch(/^(yes|no)$/);
    }
  });

  it("says of the same listeners what they ask for, and lets nobody in who shows nothing where somebody is named", () => {
    const reached = new Set(rowsUnder("Which listener opens a connection to whom").map(([name]) => name));
    const asked = rowsUnder("What each listener asks for");
    expect(new Set(asked.map(([name]) => name))).toEqual(reached);
    for (const [name, , nothing, wrong, letIn = ""] of asked)
      if (/ (as|token)\b/.test(letIn)) expect([name, nothing, wrong]).not.toContain("200");
  });
});

it("every port of every service has its row in what is asked", () => {
  const declared = declaredIn({ services: everyService, hostPort: () => 1 });
  expect(Object.keys(ASKED)).toEqual(expect.arrayContaining(declared.map(({ service, port }) => `${service} ${port}`)));
});

it.each([
  ["+OK\r\n", "OK"],
  [":5\r\n", "OK"],
  ["-NOAUTH Authentication required.\r\n", "NOAUTH"],
  ["-WRONGPASS invalid username-password pair\r\n", "WRONGPASS"],
])("what Redis says is understood: %j", (said, word) => expect(redisWord(said)).toBe(word));

describe("the kernel's tables of listeners", () => {
  const HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

  it("tells listeners from connections, and leaves out the engine's own name server", () => {
    const tables = [
      ...["tcp", HEAD],
      "   0: 00000000:24F8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 38034 1 0 100 0 0 10 0",
      "   1: 0B00007F:B375 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 37991 1 0 100 0 0 10 0",
      "   2: 060017AC:24F8 050017AC:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 39034 1 0 20 4 0 10 -1",
      ...["tcp6", HEAD],
      "   0: 00000000000000000000000000000000:2382 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 38000 1 0 100 0 0 10 0",
      ...["udp", HEAD],
      "  10: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 37990 2 0 0",
      "  11: 060017AC:D6F2 0100007F:0035 01 00000000:00000000 00:00000000 00000000     0        0 37990 2 0 0",
      "udp6",
    ];
    expect(listenersIn(tables.join("\n"))).toEqual([
      { protocol: "tcp", address: "00000000", port: 9464 },
      { protocol: "tcp", address: "0".repeat(32), port: 9090 },
      { protocol: "udp", address: "00000000", port: 53 },
    ]);
  });

  it("holds a listener on the loopback address for a listener", () => {
    const line =
      "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0";
    expect(listenersIn(`tcp\n${line}\n`)).toEqual([{ protocol: "tcp", address: "0100007F", port: 8080 }]);
  });
});
