import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Door, doorsTo, throughDoors } from "../../../cli/stack/reach.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { rootOfLocalImages } from "../fixtures.ts";

/** A port that nothing listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Answers one request as a service would, by way of standard input and output. */
const SERVICE = `
const body = "from " + process.argv[1];
process.stdin.once("data", () => {
  process.stdout.write("HTTP/1.1 200 OK\\r\\ncontent-length: " + body.length + "\\r\\nconnection: close\\r\\n\\r\\n" + body, () => process.exit());
});`;
const doorTo = (port: number, name: string): Door => ({ port, relay: [process.execPath, "-e", SERVICE, name] });

const ask = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();

describe("the doors to a remote engine's services", () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it("lead through a program each while the work is done, and nowhere after it", async () => {
    const [first, second] = [await freePort(), await freePort()];
    const answers = await throughDoors([doorTo(first, "one"), doorTo(second, "two")], process.env, () =>
      Promise.all([ask(first), ask(second), ask(first)]),
    );
    expect(answers).toEqual(["from one", "from two", "from one"]);
    await expect(ask(first)).rejects.toThrow();
  });

  it("close when the work fails, and the failure stays what it was", async () => {
    const port = await freePort();
    const failing = throughDoors([doorTo(port, "one")], process.env, () => Promise.reject(new Error("the work")));
    await expect(failing).rejects.toThrow("the work");
    await expect(ask(port)).rejects.toThrow();
  });

  it("leave a port to what listens there, as to a tunnel that a person has opened", async () => {
    const server = createServer((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ntunnel")),
    );
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    closing.push(() => server.close());
    expect(await throughDoors([doorTo(port, "one")], process.env, () => ask(port))).toBe("tunnel");
  });

  it("end a connection whose program cannot be started, so that who asks is told", async () => {
    const port = await freePort();
    const broken: Door = { port, relay: ["no-such-program"] };
    await expect(throughDoors([broken], process.env, () => ask(port))).rejects.toThrow();
  });
});

describe("the doors of a platform", () => {
  const variables = { QUANTFLOW_PORT_OFFSET: "20" };

  it("are the ports that people open, each into its container's own network and without a right", () => {
    const site = siteOf({ root: rootOfLocalImages(), variables }, "local");
    const doors = doorsTo(site, modelOf(site));
    expect(doors.map(({ port }) => port).sort()).toEqual([1100, 1900, 3020, 3021, 9110, 9113, 9464].sort());
    const prometheus = doors.find(({ port }) => port === 9110)?.relay ?? [];
    expect(prometheus).toEqual(
      expect.arrayContaining(["--network=container:quantflow-prometheus", "--cap-drop=ALL", "--read-only", "--rm"]),
    );
    expect(prometheus.slice(-2)).toEqual(["127.0.0.1", "9090"]);
  });
});
