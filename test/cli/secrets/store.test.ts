import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { give, renew } from "../../../cli/secrets/rotate.ts";
import { secretStore, secretVariable, withoutFinalNewline } from "../../../cli/secrets/store.ts";
import { generated, given, permanent } from "../../../lib/services/secret.ts";
import { temporaryFolder } from "../fixtures.ts";

const password = generated("admin-password");
const smtp = given("smtp-password");

function openStore(variables: NodeJS.ProcessEnv = {}) {
  const directory = temporaryFolder();
  let filler = 0;
  const store = secretStore({ directory, variables, random: (bytes) => Buffer.alloc(bytes, ++filler) });
  const put = (name: string, text: string | Buffer) => {
    mkdirSync(join(directory, "secrets"), { recursive: true });
    writeFileSync(join(directory, "secrets", name), text);
  };
  return { directory, store, put };
}

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe("the secret store", () => {
  it("makes a missing generated secret of 32 random bytes, once", () => {
    const { store } = openStore();
    expect(store.find(password)).toBeUndefined();
    const value = store.ensure(password);
    expect(Buffer.from(`${value}`, "base64url")).toEqual(Buffer.alloc(32, 1));
    expect(store.ensure(password)).toBe(value);
  });

  it("keeps values where only their owner reads them", () => {
    const { directory, store } = openStore();
    store.ensure(password);
    expect(mode(join(directory, "secrets"))).toBe("700");
    expect(mode(join(directory, "secrets", "admin-password"))).toBe("600");
  });

  it("never makes up a secret that a person has to give", () => {
    const { store, put } = openStore();
    expect(store.ensure(smtp)).toBeUndefined();
    put("smtp-password", "two words, one newline\n");
    expect(store.ensure(smtp)).toBe("two words, one newline");
  });

  it("reads a value from the file that its variable names", () => {
    const file = join(temporaryFolder(), "password");
    writeFileSync(file, "from-a-file\n");
    const { store } = openStore({ QUANTFLOW_SECRET_SMTP_PASSWORD_FILE: file });
    expect(store.find(smtp)).toBe("from-a-file");
    expect(secretVariable("smtp-password")).toBe("QUANTFLOW_SECRET_SMTP_PASSWORD_FILE");
  });

  it("names the variable when its file is not there", () => {
    const { store } = openStore({ QUANTFLOW_SECRET_SMTP_PASSWORD_FILE: "/nowhere/at/all" });
    expect(() => store.find(smtp)).toThrow(/\/nowhere\/at\/all \(named by QUANTFLOW_SECRET_SMTP_PASSWORD_FILE\)/);
  });

  it.each([
    ["an empty file", "", "is empty"],
    ["half a line", "abc def", "white space"],
    ["a NUL", "abc\0", "NUL"],
    ["no text", Buffer.from([0xff, 0xfe, 0x41]), "not UTF-8"],
    ["a whole book", "x".repeat(65 * 1024), "longer than"],
  ])("refuses %s, and says how to make a new value", (_what, text, found) => {
    const { store, put } = openStore();
    put("admin-password", text);
    expect(() => store.find(password)).toThrow(found);
    expect(() => store.find(password)).toThrow(
      expect.objectContaining({ code: "secrets/unusable", remedy: expect.stringContaining("rotate admin-password") }),
    );
  });

  it("replaces a value whole, and refuses a bad one before it touches the old", () => {
    const { directory, store } = openStore();
    store.ensure(password);
    store.replace(password, "second");
    expect(() => store.replace(password, "")).toThrow("the given value is empty");
    expect(readFileSync(join(directory, "secrets", "admin-password"), "utf8")).toBe("second");
  });

  it("writes nothing beside the file that a variable names, because that file alone is read", () => {
    const file = join(temporaryFolder(), "password");
    writeFileSync(file, "from-a-file\n");
    const { store } = openStore({ QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE: file });
    for (const write of [() => store.renew(password), () => store.replace(password, "other")])
      expect(write).toThrow(`${file}, which QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE names`);
    expect(store.find(password)).toBe("from-a-file");
  });

  it("keeps a value whose loss would destroy what it encrypts", async () => {
    const { store } = openStore();
    const key = permanent("flow-key", "flows could not be read");
    const renewal = { secrets: [key], now: 0 };
    give(store, key, "first", renewal);
    const refused = "flow-key must keep its value: flows could not be read.";
    expect(() => give(store, key, "second", renewal)).toThrow(refused);
    await expect(renew(store, key, undefined, renewal)).rejects.toThrow(refused);
    expect(store.find(key)).toBe("first");
  });

  it("renews with other random bytes", () => {
    const { store } = openStore();
    const before = store.ensure(password);
    store.renew(password);
    expect(store.find(password)).not.toBe(before);
  });
});

it("takes one newline off a file's end, and no more", () => {
  expect([withoutFinalNewline("a\r\n"), withoutFinalNewline("a\n\n"), withoutFinalNewline("a")]).toEqual([
    "a",
    "a\n",
    "a",
  ]);
});
