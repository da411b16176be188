import { stringify } from "yaml";
import { address, authority, url } from "../../../lib/services/address.ts";
import { REPLICA_LABEL } from "../../../lib/services/scrape.ts";
import { service } from "../../../lib/services/service.ts";
import { target } from "../../../lib/services/target.ts";
import { frozenCopy, volume } from "../../../lib/services/volume.ts";
import type { Archive } from "../../profile.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "../../services/defaults.ts";
import { PEOPLE, peoplePasswordFile, scrapeLogin, scrapePasswordFile } from "../../services/logins.ts";

const WEB = 10902;
const GRPC = 10901;

/** The one directory of the registry's image, busybox's own, that belongs to NOBODY: a volume mounted there is its. */
const HOME = "/home";
const archiveData = volume(
  "thanos-data",
  "the history of every metric, past what Prometheus keeps",
  // Blocks that are never changed; Receive's own are among what it still writes.
  frozenCopy("bucket"),
);

const bucket = {
  mount: "/etc/thanos",
  files: new Map([["bucket.yml", stringify({ type: "FILESYSTEM", config: { directory: `${HOME}/bucket` } })]]),
  onChange: "replace",
} as const;
const BUCKET_FILE = `--objstore.config-file=${bucket.mount}/bucket.yml`;

/** Its pages and its metrics ask for a password. Thanos has none for its other protocols: the network keeps them. */
const web = [`--http-address=0.0.0.0:${WEB}`, "--http.config=/run/secrets/web.yml"];
const grpc = [`--grpc-address=0.0.0.0:${GRPC}`];
const health = asksForPassword(`http://127.0.0.1:${WEB}/-/ready`);

/** By which Receive's own copies would be told apart; external, so that no sample need carry it. */
const RECEIVER_LABEL = "receiver";

/** Writes a block every two hours, and what is left when it is stopped, into the bucket. */
export const thanosReceive = service({
  name: "thanos-receive",
  summary: "takes every sample of every Prometheus, and puts them into the archive",
  image: "thanos",
  ports: { web: WEB, grpc: GRPC, "remote-write": 19_291 },
  admits: { web: [scrapeLogin] },
  command: [
    "receive",
    ...web,
    ...grpc,
    "--remote-write.address=0.0.0.0:19291",
    `--tsdb.path=${HOME}/receive`,
    // Long enough to bridge a night without Store; the bucket keeps everything.
    "--tsdb.retention=2d",
    `--label=${RECEIVER_LABEL}="a"`,
    "--receive.default-tenant-id=quantflow",
    BUCKET_FILE,
  ],
  configuration: bucket,
  secrets: { "web.yml": scrapePasswordFile },
  volumes: [{ volume: archiveData, at: HOME }],
  user: NOBODY,
  health,
  limits: limits(512, 1),
  networks: ["archive"],
});

export const thanosStore = service({
  name: "thanos-store",
  summary: "reads the archive's blocks",
  image: "thanos",
  ports: { web: WEB, grpc: GRPC },
  admits: { web: [scrapeLogin] },
  command: [
    "store",
    ...web,
    ...grpc,
    `--data-dir=${HOME}/store`,
    BUCKET_FILE,
    // Looking costs a local bucket nothing, and a block is there as soon as Receive has let go of it.
    "--sync-block-duration=1m",
    // The least that it takes: one item may have 125 MiB.
    "--index-cache-size=128MB",
    "--chunk-pool-size=64MB",
    "--disable-admin-operations",
  ],
  configuration: bucket,
  secrets: { "web.yml": scrapePasswordFile },
  volumes: [{ volume: archiveData, at: HOME }],
  user: NOBODY,
  health,
  limits: limits(384, 0.5),
  networks: ["archive"],
});

const asked = [address(thanosReceive, "grpc", ""), address(thanosStore, "grpc", "")];

/** What it is asked by gRPC it would answer to anybody on its networks, so only itself may. */
export const thanosQuery = service({
  name: "thanos-query",
  summary: "answers from all that was ever scraped, each sample once whichever Prometheus brought it",
  image: "thanos",
  ports: { web: WEB },
  admits: { web: PEOPLE },
  opens: ["web"],
  command: [
    "query",
    ...web,
    `--grpc-address=127.0.0.1:${GRPC}`,
    "--endpoint.sd-config-file=/etc/thanos/endpoints.yml",
    `--query.replica-label=${REPLICA_LABEL}`,
    `--query.replica-label=${RECEIVER_LABEL}`,
  ],
  configuration: {
    mount: "/etc/thanos",
    files: new Map([["endpoints.yml", stringify({ endpoints: asked.map((at) => ({ address: authority(at) })) })]]),
    onChange: "replace",
  },
  secrets: { "web.yml": peoplePasswordFile },
  user: NOBODY,
  health,
  limits: limits(256, 1),
  networks: ["edge", "monitor", "archive"],
  connects: asked.map((to) => ({ to })),
});

const remoteWrite = address(thanosReceive, "remote-write", "/api/v1/receive");
export const archive: Archive = { name: "archive", at: remoteWrite, url: url(remoteWrite) };

/** Three programs in one, each with metrics of its own. */
export const thanosTargets = {
  "thanos-receive": target({
    job: "thanos-receive",
    at: address(thanosReceive, "web", "/metrics"),
    part: "receive",
    credentials: scrapeLogin,
    limits: scrapeLimits(3000),
  }),
  "thanos-store": target({
    job: "thanos-store",
    at: address(thanosStore, "web", "/metrics"),
    part: "store",
    credentials: scrapeLogin,
    limits: scrapeLimits(3000),
  }),
  "thanos-query": target({
    job: "thanos-query",
    at: address(thanosQuery, "web", "/metrics"),
    part: "query",
    credentials: scrapeLogin,
    limits: scrapeLimits(3000),
  }),
};
