import { expect, it } from "vitest";
import type { Engine } from "../../../cli/engine/index.ts";
import { openLine } from "../../../cli/stack/open-line.ts";
import type { Service } from "../../../lib/services/service.ts";

const opened = (name: string, port: number) => ({ name, ports: { web: port }, opens: ["web"] }) as unknown as Service;
const platform = {
  services: [opened("prometheus", 9090), opened("grafana", 3000)],
  hostPort: (service: Service) => (service.name === "grafana" ? 3001 : 9090),
};
const at = (endpoint: string): Engine => ({ endpoint, from: "DOCKER_HOST", version: "29.0.0", architecture: "amd64" });

it.each([
  ["unix:///var/run/docker.sock", undefined],
  ["ssh://me@host.example", "ssh -N -L 9090:localhost:9090 -L 3001:localhost:3001 me@host.example"],
  ["ssh://host.example:2222", "ssh -N -L 9090:localhost:9090 -L 3001:localhost:3001 -p 2222 host.example"],
  ["tcp://10.0.0.7:2376", "ssh -N -L 9090:localhost:9090 -L 3001:localhost:3001 USER@10.0.0.7"],
])("the pages of an engine at %s open by %s", (endpoint, line) => {
  expect(openLine(at(endpoint), platform)).toBe(line);
});
