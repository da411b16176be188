import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ensureCertificates } from "../../../cli/certificates/ensure.ts";
import { certificateFault, endOf } from "../../../cli/certificates/fault.ts";
import { CERTIFICATE_DAYS, makeAuthority, makeCertificate } from "../../../cli/certificates/make.ts";
import { give, renew } from "../../../cli/secrets/rotate.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { askTrusting } from "../../../cli/stack/ask.ts";
import {
  authorityFiles,
  authoritySecret,
  certificateSecret,
  certificatesIn,
  type Encryption,
} from "../../../lib/services/certificate.ts";
import { generated } from "../../../lib/services/secret.ts";
import { temporaryFolder } from "../fixtures.ts";

const DAY = 86_400_000;
const NOW = Date.now();
const authority = await makeAuthority(NOW);
const another = await makeAuthority(NOW);
const held = (pem: string, certifies: readonly [string, ...string[]] = ["db", "localhost"], by = authority) => ({
  pem,
  certifies,
  authority: by,
});

describe("a certificate", () => {
  it("is good for its names by its authority, from now until a year later", async () => {
    const pem = await makeCertificate(["db", "localhost"], authority, NOW);
    expect(certificateFault(held(pem), NOW)).toBeUndefined();
    expect(Math.round((endOf(pem) - NOW) / DAY)).toBe(CERTIFICATE_DAYS);
    expect(certificateFault(held(pem), NOW + 366 * DAY)).toMatch(/^ended 1 days ago, on /);
    expect(certificateFault(held(pem), NOW - DAY)).toMatch(/^is not valid before /);
  });

  it("is refused for another name, by another authority, with another key or none", async () => {
    const pem = await makeCertificate(["db", "localhost"], authority, NOW);
    const other = await makeCertificate(["db", "localhost"], authority, NOW);
    const [certificate = ""] = certificatesIn(pem);
    const key = other.slice(0, other.indexOf("-----BEGIN CERTIFICATE"));
    expect(certificateFault(held(pem, ["cache", "localhost"]), NOW)).toBe("does not name cache");
    expect(certificateFault(held(pem, undefined, another), NOW)).toBe("is not signed by the certificate-authority");
    expect(certificateFault(held(`${key}${certificate}`), NOW)).toBe("holds the key of another certificate");
    expect(certificateFault(held(certificate), NOW)).toBe("holds no private key in PEM, or an encrypted one");
    expect(certificateFault(held("secret"), NOW)).toBe("holds no certificate in PEM");
  });

  it("is no authority's", async () => {
    const pem = await makeCertificate(["db"], authority, NOW);
    expect(certificateFault({ pem, certifies: "certificates", authority: pem }, NOW)).toBe("is no authority's");
    expect(certificateFault({ pem: authority, certifies: "certificates", authority }, NOW)).toBeUndefined();
  });
});

function opened(encryption: Exclude<Encryption, "none">, variables: Readonly<Record<string, string>> = {}) {
  const directory = temporaryFolder();
  const store = secretStore({ directory, variables, random: (bytes) => Buffer.alloc(bytes, 7) });
  const signing = authoritySecret(encryption);
  const certificate = certificateSecret("db", encryption);
  const secrets = [generated("token"), certificate, signing];
  const ensure = (now = NOW) => ensureCertificates({ store, secrets, now });
  return { directory, store, signing, certificate, secrets, ensure };
}

describe("certificates of a local authority", () => {
  it("are made once", async () => {
    const { ensure, store, certificate } = opened("local-authority");
    expect(await ensure()).toEqual(["certificate-authority", "db-certificate"]);
    const first = store.find(certificate);
    expect(await ensure()).toEqual([]);
    expect(store.find(certificate)).toBe(first);
  });

  it("are made anew 30 days before their end", async () => {
    const { ensure } = opened("local-authority");
    await ensure();
    expect(await ensure(NOW + 334 * DAY)).toEqual([]);
    expect(await ensure(NOW + 336 * DAY)).toEqual(["db-certificate"]);
  });

  it("follow an authority that is made anew before it would end ahead of them", async () => {
    const { ensure } = opened("local-authority");
    await ensure();
    expect(await ensure(NOW + 3300 * DAY)).toEqual(["certificate-authority", "db-certificate"]);
  });

  it("stay as they are while a new authority is announced, which is then believed beside the old one", async () => {
    const { ensure, store, signing, secrets, certificate } = opened("local-authority");
    await ensure();
    const [previous = "", shown] = [store.find(signing), store.find(certificate)];
    await renew(store, signing, undefined, { secrets, now: NOW });
    const handover = { secret: signing, previous, step: "announce" } as const;
    expect(await ensureCertificates({ store, secrets, now: NOW, handover })).toEqual([]);
    expect(store.find(certificate)).toBe(shown);
    const [file] = Object.values(authorityFiles("local-authority"));
    expect(certificatesIn(file?.overlap?.(store.find(signing) ?? "", previous) ?? "")).toHaveLength(2);
    expect(await ensureCertificates({ store, secrets, now: NOW, handover: { ...handover, step: "switch" } })).toEqual([
      "db-certificate",
    ]);
  });

  it("hand out no key of the authority", async () => {
    const [file] = Object.values(authorityFiles("local-authority"));
    expect(authority).toContain("PRIVATE KEY");
    expect(file?.render(authority)).not.toContain("PRIVATE KEY");
  });

  it("need the authority's key", async () => {
    const { ensure, store, signing, directory } = opened("local-authority");
    store.replace(signing, certificatesIn(authority).join("\n"));
    await expect(ensure()).rejects.toMatchObject({ code: "certificates/no-key" });
    expect(readFileSync(join(directory, "secrets", signing.name), "utf8")).not.toContain("PRIVATE KEY");
  });
});

describe("certificates that a person gives", () => {
  it("are taken as they are, in one line of a pipeline's variable too", async () => {
    const { ensure, store, signing, certificate } = opened("given");
    store.replace(signing, certificatesIn(authority).join("\n"));
    store.replace(certificate, (await makeCertificate(["db", "localhost"], authority, NOW)).replaceAll("\n", "\\n"));
    expect(await ensure()).toEqual([]);
    expect(certificatesIn(store.find(certificate) ?? "")).toHaveLength(1);
  });

  it("are refused where they are missing or wrong, before anything is handed over", async () => {
    const { ensure, store, signing, certificate } = opened("given");
    await expect(ensure()).rejects.toMatchObject({ code: "certificates/missing" });
    store.replace(signing, certificatesIn(authority).join("\n"));
    store.replace(certificate, await makeCertificate(["db", "localhost"], another, NOW));
    await expect(ensure()).rejects.toMatchObject({ code: "certificates/unusable" });
  });
});

describe("a certificate that a person gives in the place of a good one", () => {
  it("is held against its names and its authority first, and the good one stays", async () => {
    const { store, signing, certificate, secrets } = opened("given");
    const renewal = { secrets, now: NOW };
    give(store, signing, certificatesIn(authority).join("\n"), renewal);
    const good = await makeCertificate(["db", "localhost"], authority, NOW);
    give(store, certificate, good.replaceAll("\n", "\\n"), renewal);
    const wrong = await makeCertificate(["db", "localhost"], another, NOW);
    const refused = { code: "certificates/unusable", message: expect.stringContaining("is not signed by") };
    expect(() => give(store, certificate, wrong, renewal)).toThrow(expect.objectContaining(refused));
    await expect(renew(store, certificate, wrong, renewal)).rejects.toMatchObject(refused);
    expect(() => give(store, signing, "secret", renewal)).toThrow("holds no certificate in PEM");
    expect(store.find(certificate)?.trim()).toBe(good.trim());
    expect(certificatesIn(store.find(signing) ?? "")).toEqual(certificatesIn(authority));
  });
});

/** A server by such a certificate, and how it is asked. */
async function serving(pem: string) {
  const server = createServer({ key: pem, cert: pem }, (_, response) => response.end("well"));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `https://localhost:${port}/` };
}

describe("a port that speaks TLS", () => {
  it("answers who trusts its authority, and refuses nobody's trust in another", async () => {
    const { url } = await serving(await makeCertificate(["db", "localhost"], authority, NOW));
    const answer = await askTrusting(authority)(url);
    expect([answer.status, await answer.text()]).toEqual([200, "well"]);
    await expect(askTrusting(another)(url)).rejects.toThrow(/signature|certificate/);
  });

  it("is not believed under another name, or past its end", async () => {
    const elsewhere = await serving(await makeCertificate(["db"], authority, NOW));
    await expect(askTrusting(authority)(elsewhere.url)).rejects.toThrow(/altnames/);
    const ended = await serving(await makeCertificate(["localhost"], authority, NOW - 400 * DAY));
    await expect(askTrusting(authority)(ended.url)).rejects.toThrow(/expired/);
  });
});
