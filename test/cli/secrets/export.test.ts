import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../../cli/main.ts";
import { exportSecrets, requireOutside } from "../../../cli/secrets/export.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { given, plain } from "../../../lib/services/secret.ts";
import { redis } from "../../../stacks/services/index.ts";
import { playedContext, rootOfLocalImages, takenByAnother, temporaryFolder } from "../fixtures.ts";

const random = (bytes: number) => Buffer.alloc(bytes, 7);
const storeIn = (directory: string) => secretStore({ directory, variables: {}, random });
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe("exporting secrets", () => {
  const service = { ...redis, secrets: { ...redis.secrets, "smtp-password": plain(given("smtp-password")) } };

  it("writes what a service reads, with missing values made, and names what nobody has given", () => {
    const out = temporaryFolder();
    const { files, absent } = exportSecrets([service], storeIn(temporaryFolder()), out);
    expect({ files, absent }).toEqual({ files: ["redis/users.acl"], absent: ["smtp-password"] });
    expect(readdirSync(join(out, "redis"))).toEqual(["users.acl"]);
    expect(readFileSync(join(out, "redis", "users.acl"), "utf8")).toMatch(/^user default off\nuser quantflow on #/);
  });

  it("closes the folder to other users of the machine, and opens the file to the user of the container", () => {
    const out = temporaryFolder();
    mkdirSync(join(out, "redis"), { mode: 0o755 });
    exportSecrets([service], storeIn(temporaryFolder()), out);
    expect([mode(join(out, "redis")), mode(join(out, "redis", "users.acl"))]).toEqual(["700", "444"]);
  });

  it("replaces a file by a new one, which a reader sees whole", () => {
    const [out, directory] = [temporaryFolder(), temporaryFolder()];
    exportSecrets([service], storeIn(directory), out);
    const before = readFileSync(join(out, "redis", "users.acl"), "utf8");
    writeFileSync(join(directory, "secrets", "redis-app-password"), "another");
    exportSecrets([service], storeIn(directory), out);
    expect(readFileSync(join(out, "redis", "users.acl"), "utf8")).not.toBe(before);
    expect(readdirSync(join(out, "redis"))).toEqual(["users.acl"]);
  });

  it("says which folder cannot be written", () => {
    const out = join(temporaryFolder(), "file");
    writeFileSync(out, "not a folder");
    expect(() => exportSecrets([service], storeIn(temporaryFolder()), out)).toThrow(
      expect.objectContaining({ code: "secrets/not-exported", message: expect.stringContaining(out) }),
    );
  });

  it.runIf(process.platform === "linux")("ends where no folder can be made, and says so", () => {
    const attempt = () => exportSecrets([service], storeIn(temporaryFolder()), "/proc/x/y");
    expect(attempt).toThrow(
      expect.objectContaining({ code: "secrets/not-exported", message: expect.stringContaining("/proc/x/y") }),
    );
  });

  it("is refused where a link leads into the repository, and allowed where one leads out of it", () => {
    const [repository, elsewhere] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(repository, "build"));
    symlinkSync(join(repository, "build"), join(elsewhere, "in"));
    symlinkSync(elsewhere, join(repository, "out"));
    const refused = expect.objectContaining({ code: "secrets/export-in-repository" });
    for (const out of ["in", "in/deeper/still"])
      expect(() => requireOutside(repository, join(elsewhere, out))).toThrow(refused);
    symlinkSync(repository, join(elsewhere, "clone"));
    expect(() => requireOutside(join(elsewhere, "clone"), join(repository, "build"))).toThrow(refused);
    expect(() => requireOutside(repository, join(repository, "out", "secrets"))).not.toThrow();
  });

  it.each([
    ["/repository/build", "secrets/export-in-repository"],
    ["/repository", "secrets/export-in-repository"],
    ["/repository/.quantflow/exported", undefined],
    ["/elsewhere", undefined],
    ["/repository-too", undefined],
  ])("to %s is refused where it could be committed", (out, code) => {
    const attempt = () => requireOutside("/repository", out);
    if (code === undefined) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it("makes no secret while another command works on the instance", async () => {
    const root = rootOfLocalImages();
    const { context, told } = playedContext({ root });
    const { instance } = siteOf(context, "local");
    const lock = takenByAnother(instance.directory);
    expect(await main(["secrets", "export", "--out", temporaryFolder()], context)).toBe(1);
    expect(told()).toContain("(stack/locked)");
    expect(existsSync(join(instance.directory, "secrets"))).toBe(false);
    lock.release();
  });

  it.each([
    ["local", "Start with QUANTFLOW_SECRETS="],
    ["kubernetes", "kubernetes/README.md of its rendering says how they become Secrets, with DIR="],
  ])("says for %s what reads them", async (environment, words) => {
    const { context, printed } = playedContext({ root: rootOfLocalImages() });
    const out = temporaryFolder();
    expect(await main(["secrets", "export", "--environment", environment, "--out", out], context)).toBe(0);
    expect(printed()).toContain(`${words}${out}`);
  });
});
