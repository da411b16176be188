import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stateFile, stateObjects } from "../../../cli/stack/state.ts";
import { synthesized } from "../../../cli/stack/synthesis.ts";
import { temporaryFolder } from "../fixtures.ts";

it("lists what a state manages, without data sources", () => {
  const directory = temporaryFolder();
  const volume = { attributes: { id: "quantflow-data", name: "quantflow-data" } };
  writeFileSync(
    stateFile(directory, "storage"),
    JSON.stringify({
      version: 4,
      resources: [
        { mode: "managed", type: "docker_volume", name: "data", instances: [volume] },
        { mode: "data", type: "docker_image", name: "app", instances: [{ attributes: { id: "sha256:1" } }] },
      ],
    }),
  );
  expect(stateObjects(directory, "storage")).toEqual([
    { type: "docker_volume", address: "docker_volume.data", id: "quantflow-data", name: "quantflow-data" },
  ]);
});

it("lists nothing for a stack that was never applied", () => {
  expect(stateObjects(temporaryFolder(), "platform")).toEqual([]);
});

it("reads the names that a synthesized stack declares", () => {
  const out = temporaryFolder();
  mkdirSync(join(out, "stacks", "platform"), { recursive: true });
  const resource = {
    docker_container: { app: { name: "quantflow-app" } },
    docker_network: { app: { name: "quantflow-app" } },
  };
  writeFileSync(join(out, "stacks", "platform", "cdk.tf.json"), JSON.stringify({ resource }));
  expect(synthesized(out, "platform")).toEqual({
    folder: join(out, "stacks", "platform"),
    containers: ["quantflow-app"],
    networks: ["quantflow-app"],
    volumes: [],
  });
});
