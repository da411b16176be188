import { describe, expect, it } from "vitest";
import type { Differ } from "../../../../lib/review/differs/differ.ts";
import { between } from "./given.ts";

describe("the texts of a resource", () => {
  const upload = (...files: readonly (readonly [string, string])[]) => ({
    upload: files.map(([file, content]) => ({ file, content, permissions: "0644" })),
  });

  it("are compared as what they are", async () => {
    const before = upload(["/staged/web.yml", "listeners:\n  web:\n    port: 9090\n"], ["/staged/a.txt", "one"]);
    const after = upload(["/staged/web.yml", "listeners:\n  web: { port: 9091 }\n"], ["/staged/a.txt", "one"]);
    expect(await between(before, after)).toEqual(["/staged/web.yml listeners.web.port: 9090 -> 9091"]);
  });

  it("are the same file when only the hash in its name changed", async () => {
    const before = upload(["rules/feed-1a2b3c4d.yml", "a: 1"]);
    expect(await between(before, upload(["rules/feed-5e6f7a8b.yml", "a: 2"]))).toEqual(["rules/feed.yml a: 1 -> 2"]);
  });

  it("that come or go say how long they are", async () => {
    expect(await between(upload(["/a.yml", "a: 1\nb: 2\n"]), upload(["/b.yml", "a: 1\n"]))).toEqual([
      "/a.yml: removed, 2 lines",
      "/b.yml: added, 1 line",
    ]);
  });

  it("are found in a map of files and in an attribute of JSON", async () => {
    expect(await between({ data: { "a.toml": "[s]\nport = 1" } }, { data: { "a.toml": "[s]\nport = 2" } })).toEqual([
      "a.toml [s] port: 1 -> 2",
    ]);
    expect(await between({ config_json: '{"title":"A"}' }, { config_json: '{"title": "B"}' })).toEqual([
      "config_json title: A -> B",
    ]);
  });

  it("that a browser shows are counted by their lines", async () => {
    const page = (threshold: number) => `<ul>\n<li>${threshold}</li>\n<li>b</li>\n</ul>`;
    expect(
      await between(upload(["/staged/runbooks/A.html", page(5)]), upload(["/staged/runbooks/A.html", page(10)])),
    ).toEqual(["page runbooks/A.html: 1 line differs"]);
  });

  it("that are known after the apply say so once", async () => {
    const afterUnknown = { config_json: true };
    expect(await between({ config_json: '{"a":1}' }, {}, { afterUnknown })).toEqual([
      'config_json: {"a":1} -> (known after apply)',
    ]);
  });

  const counting: Differ = {
    format: "Rules",
    reads: (place, text) => place.attribute === "upload.content" && text.startsWith("groups:"),
    describe: (before, after) => [`${[...before.keys()].join(",")} => ${[...after.keys()].join(",")}`],
  };

  it("go to the first differ that reads them, all at once", async () => {
    const before = upload(["a-1a2b3c4d.yml", "groups: 1"], ["b.yml", "groups: 2"], ["c.yml", "x: 1"]);
    const after = upload(["a-5e6f7a8b.yml", "groups: 2"], ["b.yml", "groups: 2"], ["c.yml", "x: 2"]);
    expect(await between(before, after, {}, [counting])).toEqual([
      "a-1a2b3c4d.yml,b.yml => a-5e6f7a8b.yml,b.yml",
      "c.yml x: 1 -> 2",
    ]);
  });

  it("go on to the next reader when one cannot even say whether it reads them", async () => {
    const broken = {
      ...counting,
      format: "Dashboards",
      reads: () => {
        throw new Error("no\u001bmodel");
      },
    };
    const [before, after] = [upload(["a.yml", "groups: 1"]), upload(["a.yml", "groups: 2"])];
    expect(await between(before, after, {}, [broken, counting])).toEqual([
      "a.yml => a.yml",
      "a.yml could not be compared as Dashboards (no\\u{1b}model)",
    ]);
    expect(await between(before, after, {}, [broken])).toEqual([
      "a.yml groups: 1 -> 2",
      "a.yml could not be compared as Dashboards (no\\u{1b}model)",
    ]);
  });

  it("fall back to the plain comparison when their differ fails", async () => {
    const failing = { ...counting, describe: () => Promise.reject(new Error("no\u001bsuch thing")) };
    expect(await between(upload(["a.yml", "groups: 1"]), upload(["a.yml", "groups: 2"]), {}, [failing])).toEqual([
      "Rules could not be read (no\\u{1b}such thing); compared as plain text",
      "a.yml groups: 1 -> 2",
    ]);
  });
});
