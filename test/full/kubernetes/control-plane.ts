import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../support/free-port.ts";
import { builtIn } from "../../support/tools.ts";
import { type Api, type ApiAccess, apiOf } from "./api.ts";
import { type Program, program } from "./program.ts";
import { until } from "./until.ts";

/** A real Kubernetes API with its controllers; no machine runs anything. */
export interface ControlPlane {
  readonly api: Api;
  readonly access: ApiAccess;
  /** A file with which every client of Kubernetes finds this one. */
  readonly kubeconfig: string;
  /** `v1.37.2` */
  readonly version: string;
  readonly stop: () => Promise<void>;
}

/** Starting takes 15 s on two idle cores. */
const PATIENCE_SECONDS = 240;

export async function controlPlane(): Promise<ControlPlane> {
  const directory = await mkdtemp(join(tmpdir(), "control-plane-"));
  const running: Program[] = [];
  const stop = async () => {
    for (const one of running.reverse()) await one.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    return { ...(await started(directory, running)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function started(directory: string, running: Program[]): Promise<Omit<ControlPlane, "stop">> {
  running.push(program(await builtIn("etcd", "server"), etcdFlags(directory), { directory }));
  const token = randomBytes(16).toString("hex");
  const port = await freePort();
  await writeKeys(directory, token);
  const flags = apiServerFlags(directory, port);
  const server = program(await builtIn("kubernetes", "kube-apiserver"), flags, { directory });
  running.push(server);
  const access = await until("the API server", PATIENCE_SECONDS, async () => {
    server.mustRun();
    const certificate = await readFile(join(directory, "apiserver.crt"), "utf8");
    const found = { url: `https://127.0.0.1:${port}`, certificate, token };
    await apiOf(found).get("/readyz");
    return found;
  });
  const kubeconfig = join(directory, "kubeconfig.json");
  await writeFile(kubeconfig, kubeconfigText(access));
  const controllers = controllerFlags(kubeconfig, directory);
  running.push(program(await builtIn("kubernetes", "kube-controller-manager"), controllers, { directory }));
  const { gitVersion } = await apiOf(access).get<{ readonly gitVersion: string }>("/version");
  return { api: apiOf(access), access, kubeconfig, version: gitVersion };
}

/** Sockets instead of ports: nothing else on the machine can be in the way. */
const etcdFlags = (directory: string): string[] => [
  `--data-dir=${directory}/etcd`,
  `--listen-client-urls=unix://${directory}/client.sock`,
  `--advertise-client-urls=unix://${directory}/client.sock`,
  `--listen-peer-urls=unix://${directory}/peer.sock`,
  `--initial-advertise-peer-urls=unix://${directory}/peer.sock`,
  `--initial-cluster=default=unix://${directory}/peer.sock`,
  // What it holds is gone after the test: a crash need not be survived.
  "--unsafe-no-fsync",
];

const apiServerFlags = (directory: string, port: number): string[] => [
  `--etcd-servers=unix://${directory}/client.sock`,
  "--service-cluster-ip-range=10.0.0.0/16",
  `--service-account-key-file=${directory}/service-account.key`,
  `--service-account-signing-key-file=${directory}/service-account.key`,
  "--service-account-issuer=https://kubernetes.default.svc",
  `--secure-port=${port}`,
  "--bind-address=127.0.0.1",
  `--cert-dir=${directory}`,
  `--token-auth-file=${directory}/tokens.csv`,
  "--authorization-mode=RBAC",
];

/** Those that make pods of workloads and endpoints of Services. */
const CONTROLLERS = [
  "deployment",
  "replicaset",
  "statefulset",
  "endpointslice",
  "endpoint",
  "serviceaccount",
  "disruption",
];

const controllerFlags = (kubeconfig: string, directory: string): string[] => [
  `--kubeconfig=${kubeconfig}`,
  `--authentication-kubeconfig=${kubeconfig}`,
  `--authorization-kubeconfig=${kubeconfig}`,
  `--controllers=${CONTROLLERS.join(",")}`,
  "--leader-elect=false",
  // Serves nothing.
  "--secure-port=0",
  `--cert-dir=${directory}/controllers`,
];

async function writeKeys(directory: string, token: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(join(directory, "service-account.key"), privateKey.export({ type: "pkcs1", format: "pem" }));
  await writeFile(join(directory, "tokens.csv"), `${token},administrator,administrator,system:masters\n`);
}

/** JSON is YAML. */
const kubeconfigText = ({ url, certificate, token }: ApiAccess): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "proof",
        cluster: { server: url, "certificate-authority-data": Buffer.from(certificate).toString("base64") },
      },
    ],
    users: [{ name: "administrator", user: { token } }],
    contexts: [{ name: "proof", context: { cluster: "proof", user: "administrator" } }],
    "current-context": "proof",
  });
