import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { expect, it, onTestFinished } from "vitest";
import { certificateIn } from "../../../app/http/certificate.ts";
import { close, listen } from "../../../app/http/listen.ts";
import { json, routeServer } from "../../../app/http/routes.ts";
import { makeAuthority, makeCertificate } from "../../../cli/certificates/make.ts";
import { askTrusting } from "../../../cli/stack/ask.ts";
import { temporaryFolder } from "../../cli/fixtures.ts";

const authority = await makeAuthority(Date.now());
const fileWith = (text: string): string => {
  const path = join(temporaryFolder(), "certificate.pem");
  writeFileSync(path, text);
  return path;
};

async function opened(): Promise<number> {
  const pem = certificateIn(fileWith(await makeCertificate(["localhost"], authority, Date.now())));
  const server = routeServer([{ method: "GET", path: "/", reply: () => json(200, "well") }], () => undefined, { pem });
  onTestFinished(() => close(server));
  return listen(server, "the test", { port: 0, host: "localhost" });
}

it("a port with a certificate answers who trusts its authority", async () => {
  const answer = await askTrusting(authority)(`https://localhost:${await opened()}/`);
  expect([answer.status, await answer.json()]).toEqual([200, "well"]);
});

it("a port with a certificate speaks nothing in clear, and no TLS before 1.2", async () => {
  const port = await opened();
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow("fetch failed");
  const spoken = await new Promise<string>((resolve) => {
    connect({ port, host: "localhost", ca: authority, minVersion: "TLSv1", maxVersion: "TLSv1.1" })
      .on("secureConnect", () => resolve("spoken"))
      .on("error", () => resolve("refused"));
  });
  expect(spoken).toBe("refused");
});

it("a certificate file that holds none, or no key, is refused at the start", async () => {
  const certificate = (await makeCertificate(["localhost"], authority, Date.now())).replace(
    /^[\s\S]+END PRIVATE KEY-----\n/,
    "",
  );
  for (const text of ["", certificate])
    expect(() => certificateIn(fileWith(text))).toThrow(expect.objectContaining({ code: "APP_CONFIGURATION" }));
  expect(certificateIn(undefined)).toBeUndefined();
});
