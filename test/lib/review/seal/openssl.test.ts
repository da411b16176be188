import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  canonicalJson,
  keyId,
  privateKeyOf,
  publicKeysOf,
  readSeal,
  sha256,
  writeSeal,
} from "../../../../lib/review/seal/index.ts";
import { privateKey, publicPem, seal } from "./fixtures.ts";

const installed = spawnSync("openssl", ["version"]).status === 0;
const title = installed ? "the openssl program" : "the openssl program (skipped: it is not on the PATH)";

describe.skipIf(!installed)(title, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "seal-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string | Uint8Array): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };
  const openssl = (args: readonly string[], input: string | Uint8Array = ""): Buffer => {
    const { status, stdout, stderr } = spawnSync("openssl", [...args], { input });
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr.toString()}`);
    return stdout;
  };
  const verified = (content: string): string => {
    const { signature } = JSON.parse(writeSeal(seal, privateKey)) as { signature: string };
    const key = ["-pubin", "-inkey", file("public.pem", publicPem)];
    const signed = [
      "-rawin",
      "-in",
      file("content", content),
      "-sigfile",
      file("signature", Buffer.from(signature, "base64")),
    ];
    const { stdout } = spawnSync("openssl", ["pkeyutl", "-verify", ...key, ...signed]);
    return stdout.toString().trim();
  };
  const content = `quantflow-seal/1\n${canonicalJson({ ...seal, stacks: seal.stacks.map((stack) => ({ ...stack, state: stack.state && { ...stack.state } })) })}`;

  it("verifies our signature over the documented bytes, and no others", () => {
    expect(verified(content)).toBe("Signature Verified Successfully");
    expect(verified(content.replace("production", "staging"))).toBe("Signature Verification Failure");
  });

  it("makes keys that sign and read a seal", () => {
    const pem = openssl(["genpkey", "-algorithm", "ed25519"]).toString();
    const publicKeys = publicKeysOf(openssl(["pkey", "-pubout"], pem).toString(), "KEYS");
    expect(readSeal(writeSeal(seal, privateKeyOf(pem, "KEY")), publicKeys)).toEqual(seal);
  });

  it("gives the key's id from the public half's DER", () => {
    expect(sha256(openssl(["pkey", "-pubin", "-outform", "DER"], publicPem)).slice(0, 16)).toBe(keyId(privateKey));
  });
});
