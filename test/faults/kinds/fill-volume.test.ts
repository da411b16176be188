import { expect, it } from "vitest";
import { fillVolume } from "../../../faults/kinds/fill-volume.ts";
import { everyService, exchange, redis } from "../../../stacks/services/index.ts";
import { recordingStage } from "../stage.ts";

const HELPER = "run --rm --network none --user 0 --cap-add SYS_ADMIN --security-opt apparmor=unconfined";
const MOUNT = "--mount type=bind,source=/engine/volumes/quantflow-redis-data,target=/volume,bind-propagation=rshared";

const recorded = () => recordingStage({ "volume inspect": "/engine/volumes/quantflow-redis-data/_data\n" });
const words = (calls: readonly (readonly string[])[]): readonly string[] => calls.map((call) => call.join(" "));

it("is for who keeps something on a volume", () => {
  const named = everyService.filter(fillVolume.applies).map(({ name }) => name);
  expect(named).toEqual([
    "quantflow-app",
    "timescaledb",
    "redis",
    "node-red",
    "prometheus",
    "alertmanager",
    "watchman",
    "grafana",
  ]);
  expect(fillVolume.applies(exchange)).toBe(false);
});

it("limits the volume while nobody uses it, beside the service and by no more rights than to mount", async () => {
  const { stage, calls } = recorded();
  await fillVolume.prepare?.(stage, redis);
  const [stopped, , , limited, started] = words(calls);
  expect([stopped, started]).toEqual(["stop quantflow-redis", "start quantflow-redis"]);
  expect(limited).toContain(`${HELPER} ${MOUNT}`);
  expect(limited).toContain("mount -t tmpfs -o size=$((kibibytes + 65536))k tmpfs aside");
});

it("fills only what has a limit, and stops nothing for that", async () => {
  const { stage, calls } = recorded();
  await fillVolume.inject(stage, redis);
  expect(calls).toHaveLength(3);
  expect(words(calls).at(-1)).toMatch(
    /= tmpfs \] \|\| \{ echo "the volume has no limit" >&2; exit 1; \}; .*cat \/dev\/zero/,
  );
});

it("makes room by removing the ballast alone", async () => {
  const { stage, calls } = recorded();
  await fillVolume.undo(stage, redis);
  expect(words(calls).at(-1)).toMatch(/-c set -e; cd \/volume; rm -f _data\/\.ballast sh$/);
});

it("gives back what was written meanwhile, where the volume has a limit", async () => {
  const { stage, calls } = recorded();
  await fillVolume.cleanUp?.(stage, redis);
  const line = words(calls).at(-2) ?? "";
  const steps = ["= tmpfs ] || {", "mount --bind _data aside", "umount _data", "cp -a aside/. _data/", "umount aside"];
  expect(steps.map((step) => line.indexOf(step))).toEqual(
    steps.map((step) => line.indexOf(step)).toSorted((a, b) => a - b),
  );
  expect(steps.every((step) => line.includes(step))).toBe(true);
  expect([calls[0], calls.at(-1)]).toEqual([
    ["stop", "quantflow-redis"],
    ["start", "quantflow-redis"],
  ]);
});
