import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DIGEST_KEY } from "../../../cli/secrets/contents.ts";
import { madeByPush, requireInCi } from "../../../cli/secrets/required.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { certificateSecret } from "../../../lib/services/certificate.ts";
import { plain } from "../../../lib/services/secret.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { mail as reader } from "../../../stacks/services/mail.ts";
import { temporaryFolder } from "../fixtures.ts";

function emptyStore() {
  const directory = temporaryFolder();
  return { directory, store: secretStore({ directory, variables: {}, random: (bytes) => Buffer.alloc(bytes, 7) }) };
}
/** What a person gives is missed by name where it is needed. */
const ALL = [...Object.values(secrets), DIGEST_KEY].filter(({ origin }) => origin === "generated");

it("names every generated secret that a CI job was not given, the markers' key too, and makes none", () => {
  const { directory, store } = emptyStore();
  expect(() => requireInCi({ CI: "true" }, store)).toThrow(
    expect.objectContaining({
      code: "secrets/missing-in-ci",
      message: expect.stringContaining(ALL.map(({ name }) => name).join(", ")),
    }),
  );
  expect(existsSync(join(directory, "secrets"))).toBe(false);
});

it("names only those that are missing", () => {
  const { store } = emptyStore();
  for (const secret of ALL) if (secret !== secrets.redisApp && secret !== DIGEST_KEY) store.ensure(secret);
  expect(() => requireInCi({ CI: "true" }, store)).toThrow(/not given redis-app-password, \.digest-key:/);
  store.ensure(secrets.redisApp);
  store.ensure(DIGEST_KEY);
  expect(() => requireInCi({ CI: "true" }, store)).not.toThrow();
});

it.each([{}, { CI: "false" }])("asks for nothing where CI is not set: %j", (variables) => {
  expect(() => requireInCi(variables, emptyStore().store)).not.toThrow();
});

it("asks for the certificates of a local authority, which a machine that forgets would make anew each time", () => {
  const certificate = certificateSecret("db", "local-authority");
  const services = [{ ...reader, secrets: { "certificate.pem": plain(certificate) } }];
  expect(madeByPush(services)).toContainEqual(certificate);
  expect(madeByPush([reader])).not.toContainEqual(certificate);
});
