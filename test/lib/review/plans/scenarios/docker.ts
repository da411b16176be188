import type { Scenario, Scenarios } from "./scenario.ts";

const providers = 'terraform {\n  required_providers {\n    docker = { source = "kreuzwerker/docker" }\n  }\n}\n';

const container = (body = "", image = '"fixture-toolbox:1"') =>
  `${providers}resource "docker_container" "web" {
  name = "fixture-web"
  image = ${image}
  command = ["sleep", "infinity"]
  init = true
  destroy_grace_seconds = 1
  ${body}
}
`;
const network = (body: string) => `resource "docker_network" "edge" {\n  name = "fixture-edge"\n  ${body}\n}\n`;
const volume = 'resource "docker_volume" "data" { name = "fixture-data" }\n';
const image = (name: string) => `resource "docker_image" "web" {\n  name = "${name}"\n  keep_locally = true\n}\n`;

/** What the provider reads back after an apply (addresses, defaults) always stands as drift in the next plan. */
const readBack = { "docker_container.web": "update" } as const;

const between = (before: string, after: string, action: "update" | "replace"): Scenario => ({
  before: container(before),
  after: container(after),
  actions: { "docker_container.web": action },
  drift: readBack,
  ...(action === "replace" ? { reasons: { "docker_container.web": "replace_because_cannot_update" } } : {}),
});

const attached = "networks_advanced { name = docker_network.edge.name }";
const mounted = 'volumes {\n    volume_name = docker_volume.data.name\n    container_path = "/data"\n  }';
const healthcheck = (interval: string) =>
  `healthcheck {\n    test = ["CMD", "true"]\n    interval = "${interval}"\n  }`;
const label = (value: string) => `labels {\n    label = "configuration"\n    value = "${value}"\n  }`;
const upload = (content: string) => `upload {\n    file = "/etc/web.yml"\n    content = "${content}"\n  }`;
const limits = "memory = 64\n  memory_swap = 128";
const port = (external: number) => `ports {\n    internal = 80\n    external = ${external}\n    ip = "127.0.0.1"\n  }`;

const held = (name: string) =>
  `${providers}resource "docker_volume" "data" {\n  name = "${name}"\n  lifecycle { create_before_destroy = true }\n}\n`;

/** Containers, networks, volumes and images of a real engine. */
export const docker: Scenarios = {
  "docker-created": { after: container(), actions: { "docker_container.web": "create" } },
  "docker-env": between('env = ["LEVEL=info"]', 'env = ["LEVEL=debug"]', "replace"),
  "docker-ports": between(port(28180), port(28181), "replace"),
  "docker-memory": between(limits, "memory = 128\n  memory_swap = 256", "update"),
  "docker-restart-policy": between('restart = "no"', 'restart = "unless-stopped"', "update"),
  "docker-healthcheck": between(healthcheck("10s"), healthcheck("20s"), "update"),
  "docker-label": between(label("a"), label("b"), "replace"),
  "docker-upload": between(upload("level: info"), upload("level: debug"), "replace"),
  "docker-image": {
    before: container("", "docker_image.web.image_id") + image("fixture-toolbox:1"),
    after: container("", "docker_image.web.image_id") + image("fixture-toolbox:2"),
    drift: readBack,
    actions: { "docker_container.web": "replace", "docker_image.web": "replace" },
    reasons: {
      "docker_container.web": "replace_because_cannot_update",
      "docker_image.web": "replace_because_cannot_update",
    },
  },
  "docker-network-replaced": {
    before: container(attached) + network("internal = false"),
    after: container(attached) + network("internal = true"),
    drift: { ...readBack, "docker_network.edge": "update" },
    actions: { "docker_network.edge": "replace", "docker_container.web": "no-op" },
    reasons: { "docker_network.edge": "replace_because_cannot_update" },
  },
  "docker-volume-destroyed": {
    before: container(mounted) + volume,
    after: container(),
    drift: { ...readBack, "docker_volume.data": "update" },
    actions: { "docker_volume.data": "destroy", "docker_container.web": "replace" },
    reasons: {
      "docker_volume.data": "delete_because_no_resource_config",
      "docker_container.web": "replace_because_cannot_update",
    },
  },
  "docker-stopped": {
    before: container(port(28180)),
    meanwhile: [{ run: ["docker", "stop", "--time", "1", "fixture-web"] }],
    after: container(port(28180)),
    drift: readBack,
    actions: { "docker_container.web": "replace" },
    reasons: { "docker_container.web": "replace_because_cannot_update" },
  },
  "docker-removed-outside": {
    before: container(),
    meanwhile: [{ run: ["docker", "rm", "--force", "fixture-web"] }],
    after: container(),
    actions: { "docker_container.web": "create" },
    drift: { "docker_container.web": "destroy" },
  },
  "docker-drift": {
    before: container(limits),
    meanwhile: [{ run: ["docker", "update", "--memory", "96m", "fixture-web"] }],
    after: container(limits),
    actions: { "docker_container.web": "update" },
    drift: { "docker_container.web": "update" },
  },
  "docker-refresh-only": {
    before: container(limits),
    meanwhile: [{ run: ["docker", "update", "--memory", "96m", "fixture-web"] }],
    after: container(limits),
    flags: ["-refresh-only"],
    actions: {},
    drift: { "docker_container.web": "update" },
  },
  "docker-memory-without-swap": {
    before: container("memory = 64"),
    after: container("memory = 64"),
    drift: readBack,
    actions: { "docker_container.web": "update" },
  },
  "docker-destroyed": {
    before: container(attached) + network("internal = false"),
    after: providers,
    drift: { ...readBack, "docker_network.edge": "update" },
    actions: { "docker_container.web": "destroy", "docker_network.edge": "destroy" },
    reasons: {
      "docker_container.web": "delete_because_no_resource_config",
      "docker_network.edge": "delete_because_no_resource_config",
    },
  },
  deposed: {
    before: held("fixture-data"),
    meanwhile: [
      {
        run: ["docker", "run", "-d", "--name=fixture-web", "-v=fixture-data:/data", "fixture-toolbox:1", "sleep", "60"],
      },
      { run: ["sed", "-i", "s/fixture-data/fixture-data-next/", "main.tf"] },
      { run: ["terraform", "apply", "-auto-approve", "-no-color"], fails: true },
    ],
    after: held("fixture-data-next"),
    drift: { "docker_volume.data": "update" },
    actions: { "docker_volume.data": "no-op", "docker_volume.data deposed": "destroy" },
  },
};
