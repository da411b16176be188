import { objectYaml } from "../lib/renderings/kubernetes/index.ts";
import { stackNames } from "../lib/renderings/kubernetes/monitoring/index.ts";
import type { KubernetesGround } from "./environment.ts";

/** The names by which Prometheus and Alertmanager are called: in the cluster, and by a person through a forwarded port. */
const certifiedNames = ({ stack }: KubernetesGround): readonly string[] => {
  const { hosts } = stackNames(stack);
  return [hosts.prometheus, hosts.alertmanager, "localhost"];
};

/** What the certificate has to be, and how cert-manager is asked for it, in Markdown. */
export const certificatePart = (ground: KubernetesGround): string => {
  const { namespace, certificate } = ground.stack;
  const names = certifiedNames(ground).map((name) => `\`${name}\``);
  return `Prometheus and Alertmanager serve by the certificate in Secret \`${certificate}\` of namespace \`${namespace}\`: keys \`tls.crt\`, \`tls.key\` and
\`ca.crt\`. It has to bear ${names.join(", ")}: scrapes, the hand-over of alerts and Grafana's
data sources hold it against the first two, and a browser against the last. With cert-manager, by an issuer of your own authority
(a public one signs no name of a cluster, and leaves out \`ca.crt\`):

\`\`\`yaml
${objectYaml(certificateObject(ground))}\`\`\``;
};

const certificateObject = (ground: KubernetesGround) => {
  const { namespace, certificate } = ground.stack;
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: certificate, namespace },
    spec: {
      secretName: certificate,
      dnsNames: certifiedNames(ground),
      issuerRef: { kind: "ClusterIssuer", name: "YOUR-AUTHORITY" },
    },
  };
};
