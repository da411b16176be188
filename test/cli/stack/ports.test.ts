import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { hostPorts } from "../../../cli/stack/containers.ts";
import { portsInUse } from "../../../cli/stack/errors.ts";
import { heldPorts } from "../../../cli/stack/ports.ts";
import { freePort } from "../../support/free-port.ts";

/** A listener of this process, on a port that the system chose. */
async function listener(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

describe("ports that are held", () => {
  it("are told with the process that holds them", async () => {
    const port = await listener();
    const [held] = await heldPorts([{ service: "grafana", port }], new Map(), () => false);
    expect(held).toMatchObject({ service: "grafana", port });
    expect(held?.by).toMatch(new RegExp(`^process .+ \\(pid ${process.pid}\\)$`));
  });

  it("are told with the container that holds them", async () => {
    const port = await listener();
    const held = await heldPorts([{ service: "grafana", port }], new Map([[port, "other-grafana"]]), () => false);
    expect(held).toEqual([{ service: "grafana", port, by: "container other-grafana" }]);
  });

  it("do not count when our own container holds them", async () => {
    const port = await listener();
    const own = (name: string) => name === "quantflow-grafana";
    expect(await heldPorts([{ service: "grafana", port }], new Map([[port, "quantflow-grafana"]]), own)).toEqual([]);
  });

  it("are none where nothing listens", async () => {
    expect(await heldPorts([{ service: "grafana", port: await freePort() }], new Map(), () => false)).toEqual([]);
  });

  it("are told in one message with both ways out", () => {
    const error = portsInUse([{ service: "grafana", port: 3001, by: "process node (pid 7)" }], 1000);
    expect(error.message).toBe("Port 3001 of 127.0.0.1, which grafana needs, is in use by process node (pid 7).");
    expect(error.remedy).toContain("QUANTFLOW_PORT_OFFSET=1500 npm run up");
    expect(error.remedy).toContain("QUANTFLOW_INSTANCE=NAME");
  });
});

it.each([
  ["127.0.0.1:9090->9090/tcp", [9090]],
  ["0.0.0.0:8000-8002->80-82/tcp, :::8000-8002->80-82/tcp", [8000, 8001, 8002, 8000, 8001, 8002]],
  ["5432/tcp", []],
  ["", []],
])("reads the host's ports of %j", (text, ports) => expect(hostPorts(text)).toEqual(ports));
