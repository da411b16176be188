import { namesSecret } from "../../secrets/names.ts";
import { ofContainer, textsOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";
import { holdsPrivateKey, isLiteral } from "../secret-values.ts";

export const secretInCommand: Policy = {
  id: "docker/secret-in-command",
  summary: "No secret stands in a command or an entry point",
  why: "It stands in clear in the state and the plan, and every process of the machine may read another's arguments.",
  alsoKnownAs: [],
  bad: containers(
    { command: ["redis-server", "--requirepass", "hunter2"] },
    { command: ["exporter", "--auth.token=abc"] },
    { command: ["exporter", "--authorization", "abc"] },
    { entrypoint: ["/bin/sh", "-c", "PGPASSWORD=abc psql"] },
  ),
  good: containers(
    { command: ["exporter", "--auth.token-file=/run/secrets/token"] },
    { command: ["exporter", "--token", "/run/secrets/token"] },
    { command: ["exporter", "--token", "--verbose"] },
  ),
  run: ofContainer((container) =>
    ["command", "entrypoint"].flatMap((key) =>
      secretsIn(textsOf(container, key)).map((name) => ({
        message: `${name} is given as a value in ${key}`,
        remedy: "mount it as a file and let the program read it there",
      })),
    ),
  ),
};

/** The names under which an argument, or the one after it, gives a secret. */
function secretsIn(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (holdsPrivateKey(word)) return ["a private key"];
    const next = words[index + 1] ?? "";
    if (/^-{1,2}[\w.-]+$/.test(word))
      return namesSecret(word) && !next.startsWith("-") && isLiteral(next) ? [word] : [];
    const given = [...word.matchAll(/([\w.-]+)=(["']?)([^\s"';]+)/g)];
    return given.flatMap(([, name = "", , value = ""]) => (namesSecret(name) && isLiteral(value) ? [name] : []));
  });
}
