import { describe, expect, it } from "vitest";
import { between } from "./given.ts";

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
