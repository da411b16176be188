import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../cli/run.ts";

export interface Certificates {
  /** `ca.pem`, `server-cert.pem`, `server-key.pem`: what the engine shows, and whom it believes. */
  readonly server: string;
  /** `ca.pem`, `cert.pem`, `key.pem`: what DOCKER_CERT_PATH names. */
  readonly client: string;
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** An authority of the test's own, an engine's certificate for this address, and one that may speak to it. */
export async function certificates(folder: string, address: string): Promise<Certificates> {
  const [server, client] = [join(folder, "server"), join(folder, "client")];
  for (const one of [server, client]) mkdirSync(one, { recursive: true });
  const authority = { certificate: join(server, "ca.pem"), key: join(folder, "ca-key.pem") };
  await openssl(
    "req",
    "-x509",
    ...KEY,
    "-keyout",
    authority.key,
    "-out",
    authority.certificate,
    ...days(),
    ...of("ca"),
  );
  copyFileSync(authority.certificate, join(client, "ca.pem"));
  const signed = async (place: string, name: string, extensions: string) => {
    const request = join(folder, `${name}.csr`);
    writeFileSync(join(folder, `${name}.ext`), extensions);
    await openssl("req", ...KEY, "-keyout", join(place, `${name}key.pem`), "-out", request, ...of(name));
    const authorized = ["-CA", authority.certificate, "-CAkey", authority.key, "-CAcreateserial"];
    const written = ["-extfile", join(folder, `${name}.ext`), "-out", join(place, `${name}cert.pem`)];
    await openssl("x509", "-req", "-in", request, ...authorized, ...days(), ...written);
  };
  await signed(server, "server-", `subjectAltName=IP:${address}\nextendedKeyUsage=serverAuth\n`);
  await signed(client, "", "extendedKeyUsage=clientAuth\n");
  return { server, client };
}

const days = () => ["-days", "2"];
const of = (name: string) => ["-subj", `/CN=quantflow test ${name}`];

async function openssl(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await run("openssl", args);
  if (code !== 0) throw new Error(`openssl ${args.join(" ")}: ${stderr}`);
}
