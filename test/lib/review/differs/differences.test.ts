import { describe, expect, it } from "vitest";
import type { Differ } from "../../../../lib/review/differs/differ.ts";
import { differencesOf } from "../../../../lib/review/differs/differences.ts";
import type { ResourceChange } from "../../../../lib/review/plan/plan.ts";
import type { Value } from "../../../../lib/review/plan/value.ts";

const changeOf = (before: Value, after: Value, further: Partial<ResourceChange> = {}): ResourceChange => ({
  address: "docker_container.web",
  mode: "managed",
  type: "docker_container",
  name: "web",
  provider: "registry.terraform.io/kreuzwerker/docker",
  action: "update",
  words: ["update"],
  before,
  after,
  afterUnknown: {},
  beforeSensitive: {},
  afterSensitive: {},
  replacePaths: [],
  ...further,
});

const between = (before: Value, after: Value, further: Partial<ResourceChange> = {}, differs: readonly Differ[] = []) =>
  differencesOf(changeOf(before, after, further), differs);

describe("the attributes of a resource", () => {
  it("are told with what they were and will be", async () => {
    const before = { image: "postgres:15", memory: 256, init: true };
    expect(await between(before, { image: "postgres:17", memory: 512, init: true })).toEqual([
      "image: postgres:15 -> postgres:17",
      "memory: 256 -> 512",
    ]);
  });

  it("are the same when one is null and the other empty", async () => {
    const before = { dns: null, domainname: "", host: [], labels: {}, block: [{ a: null }] };
    const after = { dns: [], domainname: null, labels: null, block: [{ a: "" }] };
    expect(await between(before, after)).toEqual([]);
  });

  it("that come or go say so", async () => {
    expect(await between({ user: "1:1", hostname: "" }, { user: null, hostname: "web" })).toEqual([
      "user: removed 1:1",
      "hostname: added web",
    ]);
  });

  it("that force a replacement come first", async () => {
    const further = { action: "replace", replacePaths: [["image"]] } as const;
    const before = { attach: false, image: "a" };
    expect(await between(before, { attach: true, image: "b" }, further)).toEqual([
      "image: a -> b",
      "attach: false -> true",
    ]);
  });

  it("that are decided during the apply say so", async () => {
    expect(await between({ image: "a" }, {}, { afterUnknown: { image: true } })).toEqual([
      "image: a -> (known after apply)",
    ]);
  });

  it("that a replacement computes anew are counted", async () => {
    const further = { action: "replace", replacePaths: [["image"]], afterUnknown: { id: true, bridge: true } } as const;
    expect(await between({ id: "1", bridge: "", image: "a" }, { image: "b" }, further)).toEqual([
      "image: a -> b",
      "2 attributes known after apply",
    ]);
  });

  const zero = { shares: 0, privileged: false, mounts: [{ target: "/a", read_only: false }], image: "a" };
  const unset = { shares: null, privileged: null, mounts: [{ target: "/a", read_only: null }], image: "b" };

  it("that a replacement plans as unset are the same as their zero", async () => {
    const further = { action: "replace", replacePaths: [["image"]] } as const;
    expect(await between(zero, unset, further)).toEqual(["image: a -> b"]);
    expect(await between({ ...unset, image: "a" }, { ...zero, image: "b" }, further)).toEqual(["image: a -> b"]);
    expect(await between(zero, unset, { action: "read" })).toEqual(["image: a -> b"]);
  });

  it("that were set and no longer are stay told", async () => {
    const further = { action: "replace", replacePaths: [["image"]] } as const;
    const set = { shares: 5, privileged: true, mounts: [{ target: "/a", read_only: true }], image: "a" };
    expect(await between(set, unset, further)).toEqual([
      "image: a -> b",
      "shares: removed 5",
      "privileged: removed true",
      "mounts[/a].read_only: removed true",
    ]);
    expect(await between({ privileged: true, image: "a" }, { privileged: false, image: "b" }, further)).toEqual([
      "image: a -> b",
      "privileged: true -> false",
    ]);
  });

  it("that an update plans from zero to unset, or that force a replacement by it, stay told", async () => {
    expect(await between({ shares: 0 }, { shares: null })).toEqual(["shares: removed 0"]);
    const forced = { action: "replace", replacePaths: [["privileged"]] } as const;
    expect(await between({ privileged: false, a: 0 }, { privileged: null, a: null }, forced)).toEqual([
      "privileged: removed false",
    ]);
  });

  it("keep a key of its author's own that is empty", async () => {
    expect(await between({ tags: { a: "", b: "1" } }, { tags: { b: "1" } })).toEqual(['tags.a: removed ""']);
    expect(await between({ tags: { b: "1" } }, { tags: { b: "1", a: "" } })).toEqual(['tags.a: added ""']);
  });

  it("that are long keep their ends", async () => {
    const [line] = await between({ command: "x" }, { command: `start${"-".repeat(500)}end` });
    expect(line).toMatch(/^command: x -> start-+…-+end$/);
    expect(line?.length).toBeLessThan(100);
  });

  it("that differ in the middle of long values show where", async () => {
    const long = (middle: string) => `${"a".repeat(200)}${middle}${"b".repeat(200)}`;
    const [line] = await between({ command: long("OLD") }, { command: long("NEW") });
    expect(line).toContain("OLD");
    expect(line).toContain("NEW");
  });

  it("show terminal escapes, newlines and what turns the writing round", async () => {
    expect(await between({ name: "a" }, { name: "\u001b[31mred\u202e\r" })).toEqual([
      "name: a -> \\u{1b}[31mred\\u{202e}\\r",
    ]);
  });

  it("are cut at a stated number of lines", async () => {
    const many = (value: number) => Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`a${index}`, value]));
    const lines = await between(many(1), many(2));
    expect(lines).toHaveLength(31);
    expect(lines.at(-1)).toBe("and 10 more");
  });
});

describe("a list of blocks", () => {
  const mount = (target: string, readOnly = false) => ({ target, source: `v${target}`, type: "volume", readOnly });

  it("gets one line for one more, wherever it stands", async () => {
    const before = { mounts: [mount("/a"), mount("/c")] };
    const [line, ...others] = await between(before, { mounts: [mount("/a"), mount("/b"), mount("/c")] });
    expect(line).toMatch(/^mounts\[\/b\]: added /);
    expect(others).toEqual([]);
  });

  it("is matched by what its blocks are known by", async () => {
    const before = { mounts: [mount("/a"), mount("/b")] };
    expect(await between(before, { mounts: [mount("/b", true), mount("/a")] })).toEqual([
      "mounts[/b].readOnly: false -> true",
    ]);
  });

  it("names a port by its number and protocol", async () => {
    const port = (external: number, protocol: string) => ({ internal: 53, protocol, external });
    const before = { ports: [port(1, "tcp"), port(2, "udp")] };
    expect(await between(before, { ports: [port(1, "tcp"), port(3, "udp")] })).toEqual([
      "ports[53/udp].external: 2 -> 3",
    ]);
  });

  it("names a variable of the environment", async () => {
    expect(await between({ env: ["A=1", "B=2"] }, { env: ["A=1", "B=3", "C=4"] })).toEqual([
      "env[B]: 2 -> 3",
      "env: added C=4",
    ]);
  });

  it("says that only the order changed", async () => {
    expect(await between({ command: ["a", "b"] }, { command: ["b", "a"] })).toEqual(["command: order changed"]);
  });

  it("of one block needs no place", async () => {
    expect(await between({ healthcheck: [{ retries: 3 }] }, { healthcheck: [{ retries: 5 }] })).toEqual([
      "healthcheck.retries: 3 -> 5",
    ]);
  });
});

describe("a secret", () => {
  it("is said to have changed", async () => {
    const marks = { beforeSensitive: { password: true }, afterSensitive: { password: true } };
    expect(await between({ password: "one" }, { password: "two" }, marks)).toEqual(["password: secret changed"]);
    expect(await between({ password: "«secret 1»" }, { password: "«secret 2»" })).toEqual(["password: secret changed"]);
    expect(await between({ env: ["P=«secret 1»"] }, { env: ["P=«secret 2»"] })).toEqual(["env[P]: secret changed"]);
  });

  it("that stays is not told", async () => {
    expect(await between({ password: "«secret 1»" }, { password: "«secret 1»" })).toEqual([]);
  });

  it("makes a set marked whole one line", async () => {
    const marks = { beforeSensitive: { upload: true }, afterSensitive: { upload: true } };
    const upload = (content: string) => ({ upload: [{ file: "/a", content }] });
    expect(await between(upload("hunter2\nx"), upload("hunter3\nx"), marks)).toEqual(["upload: secret changed"]);
  });

  it("is told when only the mark changes", async () => {
    expect(await between({ a: "x" }, { a: "x" }, { afterSensitive: { a: true } })).toEqual([
      "a: now marked as sensitive",
    ]);
  });

  it("in a file's place keeps the file closed", async () => {
    const upload = (content: string) => ({ upload: [{ file: "/a", content }] });
    expect(await between(upload("«secret 1»"), upload("«secret 2»"))).toEqual(["upload[/a].content: secret changed"]);
  });
});

describe("an object that is created", () => {
  it("is told by its image", async () => {
    expect(await between(null, { image: "postgres:17", memory: 5 })).toEqual(["image: postgres:17"]);
  });

  it("tells nothing when it goes", async () => {
    expect(await between({ image: "postgres:17" }, null)).toEqual([]);
  });
});

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
