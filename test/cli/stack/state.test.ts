import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { siteOf } from "../../../cli/stack/site.ts";
import { stateObjects } from "../../../cli/stack/state.ts";
import { synthesized } from "../../../cli/stack/synthesis.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

describe("a state that is a file", () => {
  /** An instance with this text in its storage stack's state. */
  function holding(text: string) {
    const root = temporaryFolder();
    const site = siteOf({ root, variables: {} }, "local");
    const file = stateFile(site.instance.directory, "storage");
    mkdirSync(site.instance.directory, { recursive: true });
    writeFileSync(file, text);
    const { context } = playedContext({ root });
    return { file, objects: (stack: "storage" | "platform") => stateObjects(context, site, stack) };
  }

  it("lists what it manages, without data sources and without running anything", async () => {
    const volume = { attributes: { id: "quantflow-data", name: "quantflow-data" } };
    const { objects } = holding(
      JSON.stringify({
        version: 4,
        resources: [
          { mode: "managed", type: "docker_volume", name: "data", instances: [volume] },
          { mode: "managed", type: "terraform_data", name: "mark", instances: [{ attributes: null }] },
          { mode: "data", type: "docker_image", name: "app", instances: [{ attributes: { id: "sha256:1" } }] },
        ],
      }),
    );
    expect(await objects("storage")).toEqual([
      { type: "docker_volume", address: "docker_volume.data", id: "quantflow-data", name: "quantflow-data" },
      { type: "terraform_data", address: "terraform_data.mark", id: "", name: undefined },
    ]);
  });

  it("lists nothing where it is empty or the stack was never applied", async () => {
    const { objects } = holding("");
    expect(await objects("storage")).toEqual([]);
    expect(await objects("platform")).toEqual([]);
  });

  it.each([
    ["half written", '{"version": 4, "resources": [{"mode": "mana'],
    ["of a newer format", '{"version": 99}'],
    ["no state at all", "[]"],
  ])("that is %s is told with its file and how to get the one before back", async (_, text) => {
    const { objects, file } = holding(text);
    await expect(objects("storage")).rejects.toMatchObject({
      code: "state/unreadable",
      message: expect.stringContaining(file),
      remedy: expect.stringContaining(`mv ${file}.backup ${file}`),
    });
  });

  it("that is no JSON is told without a word of it, which may be a secret", async () => {
    const { objects, file } = holding('{"password": hunter2}');
    await expect(objects("storage")).rejects.toMatchObject({
      message: `The state (${file}) is damaged, and nobody can tell what was made:\nwhat it holds is no JSON`,
    });
  });
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
