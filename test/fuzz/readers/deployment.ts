import { mkdirSync } from "node:fs";
import { readCourse, tellCourse } from "../../../cli/plan/course.ts";
import { planIn, stateOf } from "../../../cli/plan/stack.ts";
import { writeRendering } from "../../../cli/render/write.ts";
import { containers, hostPorts, inspect, namedObject } from "../../../cli/stack/containers.ts";
import { requireReadableData } from "../../../cli/stack/data-versions.ts";
import { terraformEvent } from "../../../cli/stack/events.ts";
import { lastEnd, takeLock } from "../../../cli/stack/lock.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { stateObjects } from "../../../cli/stack/state.ts";
import { terraformNote } from "../../../cli/stack/terraform.ts";
import {
  decryptPlan,
  encryptPlan,
  privateKeyOf,
  publicKeysOf,
  readSeal,
  writeSeal,
} from "../../../lib/review/seal/index.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { readRecordings } from "../../../stacks/recordings.ts";
import { readResolution } from "../../../stacks/resolution.ts";
import { ended, fakeRun, playedContext, repository } from "../../cli/fixtures.ts";
import { countingRandom } from "../../cli/plan/fixtures.ts";
import { privateKey, publicKeys, publicPem, seal } from "../../lib/review/seal/fixtures.ts";
import { fileIn, type Reader } from "../reader.ts";

/** The instance whose folder is in this one. */
function siteIn(folder: string) {
  const site = siteOf({ root: folder, variables: {} }, "local");
  mkdirSync(site.instance.directory, { recursive: true });
  return site;
}
const fileOfInstance = (folder: string, name: string, content: Buffer) =>
  fileIn(siteIn(folder).instance.directory, name, content);

const printing = (content: Buffer) => fakeRun(() => ended(content.toString("utf8"))).run;
const asking = (content: Buffer) => ({ ask: async () => ended(content.toString("utf8")), tool: "terraform 1.11.4" });

const MODEL = modelOf(siteOf({ root: repository, variables: {} }, "local"));

const STATE = JSON.stringify({
  version: 4,
  serial: 3,
  lineage: "1b6c",
  resources: [
    { mode: "managed", type: "docker_volume", name: "data", instances: [{ attributes: { id: "v", name: "v" } }] },
    { mode: "managed", type: "terraform_data", name: "mark", instances: [{ attributes: null }] },
  ],
});
const INSPECTED = JSON.stringify([
  {
    Id: "sha256:1",
    Name: "/quantflow-redis",
    Created: "2026-11-23T12:00:00Z",
    RestartCount: 0,
    State: {
      Status: "running",
      ExitCode: 0,
      OOMKilled: false,
      Health: { Status: "healthy", Log: [{ Output: "PONG" }] },
    },
  },
]);
const LOCK = JSON.stringify({ command: "up", pid: 4_194_305, bornAt: "5", startedAt: 1 });
const EVENTS = [
  '{"type":"apply_start","hook":{"resource":{"addr":"docker_volume.data"},"action":"create"}}',
  '{"type":"change_summary","changes":{"add":1,"change":0,"remove":2}}',
  '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"no","detail":"more","address":"a.b"}}',
];
const COURSE = '{"seal":"5e","complete":false,"stacks":{"storage":"applied","platform":"begun"}}';
const RECORDING = `{"exporter":"redis","version":"1.0","metrics":{"up":{"type":"gauge","help":"x","labels":{"a":1},"series":1}}}`;

const KEYS = [`${privateKey.export({ type: "pkcs8", format: "pem" })}`, publicPem, publicPem + publicPem];
const SECRET = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 73 + 129) % 256)).toString("base64");
const SEALED = Buffer.from(encryptPlan(Buffer.from("a plan"), SECRET, seal, countingRandom()));

export const DEPLOYMENT: readonly Reader[] = [
  {
    what: "how far an apply came",
    sources: ["cli/plan/course.ts"],
    samples: [COURSE],
    read(content, folder) {
      fileOfInstance(folder, "apply.json", content);
      tellCourse(playedContext().context, siteIn(folder));
      return readCourse(siteIn(folder));
    },
  },
  {
    what: "what Terraform pulls of a state",
    sources: ["cli/plan/stack.ts"],
    samples: [STATE],
    read: (content, folder) => stateOf(asking(content), { name: "storage", folder }),
  },
  {
    what: "what Terraform shows of a plan",
    sources: ["cli/plan/stack.ts"],
    samples: ['{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[]}'],
    read: (content, folder) => planIn(asking(content), { name: "storage", folder }, "plan"),
  },
  {
    what: "a state in a file",
    sources: ["cli/stack/state.ts"],
    samples: [STATE, ""],
    read(content, folder) {
      const site = siteIn(folder);
      fileIn(site.instance.directory, stateFile("", "storage").slice(1), content);
      return stateObjects(playedContext({ root: folder }).context, site, "storage");
    },
  },
  {
    what: "what the engine describes",
    sources: ["cli/stack/containers.ts", "cli/stack/strangers.ts"],
    samples: [INSPECTED, "[]", ""],
    read: async (content) => [
      await containers(printing(content), ["quantflow-redis"]),
      await inspect(printing(content), "volume", ["data"], namedObject),
    ],
  },
  {
    what: "which ports the engine publishes",
    sources: ["cli/stack/containers.ts"],
    samples: ["127.0.0.1:9090->9090/tcp, 0.0.0.0:8000-8002->80-82/tcp"],
    read: (content) => hostPorts(content.toString("utf8")),
  },
  {
    what: "whose data it is",
    sources: ["cli/stack/data-versions.ts"],
    samples: ['{"timescaledb":"2.29.0-pg17","prometheus":"v3.13.5"}'],
    read(content, folder) {
      fileOfInstance(folder, "data-versions.json", content);
      const { context } = playedContext({ root: folder, run: printing(Buffer.from("[]")) });
      return requireReadableData(context, siteIn(folder), MODEL);
    },
  },
  {
    what: "an event of Terraform",
    sources: ["cli/stack/events.ts"],
    samples: EVENTS,
    read: (content) => terraformEvent(content.toString("utf8")),
  },
  {
    what: "a lock",
    sources: ["cli/stack/lock.ts"],
    samples: [LOCK],
    read(content, folder) {
      fileIn(folder, "lock.json", content);
      const end = lastEnd(folder);
      takeLock({ directory: folder, command: "up", now: () => 1, beat: () => () => {} }).release();
      return end;
    },
  },
  {
    what: "what was cut short",
    sources: ["cli/stack/lock.ts"],
    samples: ['[{"from":1,"until":2}]'],
    read(content, folder) {
      fileIn(folder, "cut-short.json", content);
      const lock = takeLock({ directory: folder, command: "up", now: () => 1, beat: () => () => {} });
      const spans = lock.cutShort.map(({ from, until }) => until - from);
      lock.release();
      return spans;
    },
  },
  {
    what: "what was found out about Terraform",
    sources: ["cli/stack/terraform.ts"],
    samples: ['{"binary":"/usr/bin/terraform","version":"1.11.4","mirrored":false,"configuration":null}'],
    read(content, folder) {
      fileOfInstance(folder, "terraform.json", content);
      return terraformNote(siteIn(folder));
    },
  },
  {
    what: "what was found out about the machine",
    sources: ["stacks/resolution.ts"],
    samples: ['{"imageSource":{"kind":"local"},"available":["redis"],"secrets":[]}'],
    read(content, folder) {
      fileIn(folder, "resolution.json", content);
      return readResolution(folder);
    },
  },
  {
    what: "the manifest of a rendering",
    sources: ["cli/render/write.ts"],
    samples: ['["a/b.yml"]'],
    read(content, folder) {
      fileIn(folder, ".quantflow-rendered.json", content);
      return writeRendering(folder, new Map([["c.yml", "x"]]));
    },
  },
  {
    what: "a recording of an exporter",
    sources: ["stacks/recordings.ts"],
    samples: [RECORDING],
    read(content, folder) {
      fileIn(folder, "redis-1.0.json", content);
      return readRecordings(folder);
    },
  },
  {
    what: "a key that seals",
    sources: ["lib/review/seal/keys.ts", "lib/review/seal/pem.ts"],
    samples: KEYS,
    read(content) {
      const text = content.toString("utf8");
      if (text.includes("PRIVATE")) return privateKeyOf(text, "KEY");
      return publicKeysOf(text, "KEYS");
    },
  },
  {
    what: "a seal",
    sources: ["lib/review/seal/signature.ts", "lib/review/seal/shape.ts"],
    samples: [writeSeal(seal, privateKey)],
    read: (content) => readSeal(content.toString("utf8"), publicKeys),
  },
  {
    what: "an encrypted plan",
    sources: ["lib/review/seal/encrypted-plan.ts", "lib/review/seal/frame.ts"],
    samples: [SEALED],
    read: (content) => decryptPlan(content, SECRET, seal),
  },
];
