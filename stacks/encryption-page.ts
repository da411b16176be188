import { authority } from "../lib/services/address.ts";
import { encryptedBy } from "../lib/services/encryption.ts";
import { linksOf } from "../lib/services/target-graph.ts";
import type { Model } from "./model.ts";
import { PORTS_IN_CLEAR } from "./ports-in-clear.ts";
import { certificateTargets } from "./services/certificates.ts";
import { targetGraph } from "./target-graph.ts";

/** Every connection between services of an environment that encrypts, and whether it is: docs/encryption/connections.md. */
export function encryptionPage(model: Model): string {
  const isEncrypted = encryptedBy(model.environment.encryption);
  const links = linksOf(targetGraph(model)).filter(({ to }) => to.port in to.service.ports);
  const ports = [...new Map(links.map(({ to }) => [`${to.service.name} ${to.port}`, to])).values()];
  const rows = ports
    .sort((a, b) => (authority(a) < authority(b) ? -1 : 1))
    .map((to) => {
      const asking = [...new Set(links.filter((one) => authority(one.to) === authority(to)).map(({ from }) => from))];
      const how = isEncrypted(to) ? "TLS" : `in clear: ${whyInClear(to.service.name, to.port)}`;
      const watched = isEncrypted(to) ? (certificateTargets([to]).length > 0 ? "yes" : BY_ITS_CLIENTS) : "";
      return `| ${authority(to)} | ${to.port} | ${asking.sort().join(", ")} | ${how} | ${watched} |`;
    });
  return [
    "# Which connections are encrypted",
    "",
    `Written by the program from the model of the environment \`${model.environment.name}\`; \`npx vitest run -u --project unit test/stacks/encryption.test.ts\` writes it again.`,
    "TLS means: the port speaks nothing else, and whoever asks holds its certificate and its name against the authority.",
    "",
    "| where | port | who asks | how | end of its certificate is watched |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

const BY_ITS_CLIENTS =
  "no: it begins in clear and is asked to change to TLS, which the prober cannot; clients refuse it past its end";

const whyInClear = (service: string, port: string): string => PORTS_IN_CLEAR[`${service} ${port}`] ?? "NO REASON";
