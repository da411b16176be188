import { namesSecret } from "../../secrets/names.ts";
import { blocksOf, type Fields, ofContainer, textOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";
import { holdsPrivateKey, isLiteral } from "../secret-values.ts";

export const secretInUpload: Policy = {
  id: "docker/secret-in-upload",
  summary: "No secret stands in a file that Terraform uploads",
  why: "The whole file stands in clear in the state and the plan. A configuration names the file that holds the secret.",
  alsoKnownAs: [],
  bad: containers(
    { upload: [{ file: "/etc/prometheus.yml", content: "basic_auth:\n  password: hunter2\n" }] },
    { upload: [{ file: "/etc/blackbox.yml", content: "headers:\n  Cookie: abc\n" }] },
    { upload: [{ file: "/etc/app.json", content: '{"apiKey": "abc"}' }] },
    { upload: [{ file: "/etc/key.pem", content_base64: "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t" }] },
  ),
  good: containers(
    { upload: [{ file: "/etc/prometheus.yml", content: "basic_auth:\n  password_file: /run/secrets/scrape\n" }] },
    { upload: [{ file: "/etc/source.yml", content: "password: $__file{/run/secrets/reader}\n" }] },
  ),
  run: ofContainer((container) =>
    blocksOf(container, "upload").flatMap((upload) =>
      secretsIn(contentOf(upload)).map((name) => ({
        message: `${textOf(upload, "file") ?? "an uploaded file"} holds ${name}`,
        remedy: "mount the secret as a file and name that file in the configuration",
      })),
    ),
  ),
};

const contentOf = (upload: Fields): string =>
  textOf(upload, "content") ?? Buffer.from(textOf(upload, "content_base64") ?? "", "base64").toString("utf8");

// A key and its value, alone on a line as in YAML, TOML and INI, or quoted as in JSON.
const ENTRY =
  /^[ \t-]*["']?([\w.-]+)["']?[ \t]*[:=][ \t]*(["']?)([^\s"'{}[\],]+)\2[ \t]*,?$|"([\w.-]+)"\s*:\s*"([^"]*)"/gm;

function secretsIn(content: string): readonly string[] {
  const found = [...content.matchAll(ENTRY)]
    .map(([, line, , value, quoted, text]) => ({ name: line ?? quoted ?? "", value: value ?? text ?? "" }))
    .filter(({ name, value }) => namesSecret(name) && isLiteral(value))
    .map(({ name }) => name);
  return [...new Set(holdsPrivateKey(content) ? [...found, "a private key"] : found)];
}
