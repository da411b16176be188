import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keyToOpen, keyToSeal } from "../../../cli/backup/key.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { rootOfLocalImages, temporaryFolder } from "../fixtures.ts";

const BASE64 = Buffer.alloc(48, 7).toString("base64");

/** An instance whose key stands in a file of a person's. */
function keyed(text: string) {
  const path = join(temporaryFolder(), "key");
  writeFileSync(path, text);
  const given = { variables: { QUANTFLOW_SECRET_BACKUP_KEY_FILE: path } };
  return { path, given, site: siteOf({ root: rootOfLocalImages(), ...given }, "local") };
}

it("is the bytes that the file holds in base64", () => {
  const { given, site } = keyed(`${BASE64}\n`);
  expect(keyToSeal(given, site)).toEqual(Buffer.alloc(48, 7));
  expect(keyToOpen(given, site)).toEqual(Buffer.alloc(48, 7));
});

it.each([
  ["empty", "\n"],
  ["wrapped", `${BASE64.slice(0, 40)}\n${BASE64.slice(40)}\n`],
  ["short", "c2hvcnQ="],
  ["no base64", "x".repeat(40).replace("x", "!")],
])("is refused where its file is %s: another is made to seal, the right one named to open", (_what, text) => {
  const { path, given, site } = keyed(text);
  const message = `The backup key in ${path} is not one line of base64 of at least 32 bytes.`;
  expect(() => keyToSeal(given, site)).toThrow(
    expect.objectContaining({ code: "backup/key-weak", message, remedy: expect.stringContaining("umask 077") }),
  );
  expect(() => keyToOpen(given, site)).toThrow(
    expect.objectContaining({ code: "backup/key-weak", message, remedy: expect.stringMatching(/^Name the file/) }),
  );
});
