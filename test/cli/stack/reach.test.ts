import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Door, throughDoors } from "../../../cli/stack/doors.ts";
import { doorsTo } from "../../../cli/stack/reach.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { freePort } from "../../support/free-port.ts";
import { playedContext, rootOfLocalImages, temporaryFolder } from "../fixtures.ts";

/** Answers one request as a service would, by way of standard input and output. */
const SERVICE = `
const body = "from " + process.argv[1];
process.stdin.once("data", () => {
  process.stdout.write("HTTP/1.1 200 OK\\r\\ncontent-length: " + body.length + "\\r\\nconnection: close\\r\\n\\r\\n" + body, () => process.exit());
});`;
const doorTo = (port: number, name: string): Door => ({
  service: name,
  port,
  relay: [process.execPath, "-e", SERVICE, name],
});

const ask = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();

describe("the doors to a remote engine's services", () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it("lead through a program each while the work is done, and nowhere after it", async () => {
    const [first, second] = [await freePort(), await freePort()];
    const answers = await throughDoors([doorTo(first, "one"), doorTo(second, "two")], playedContext().context, () =>
      Promise.all([ask(first), ask(second), ask(first)]),
    );
    expect(answers).toEqual(["from one", "from two", "from one"]);
    await expect(ask(first)).rejects.toThrow();
  });

  it("close when the work fails, and the failure stays what it was", async () => {
    const port = await freePort();
    const failing = throughDoors([doorTo(port, "one")], playedContext().context, () =>
      Promise.reject(new Error("the work")),
    );
    await expect(failing).rejects.toThrow("the work");
    await expect(ask(port)).rejects.toThrow();
  });

  it.each(["127.0.0.1", "::1"])("are not opened where something listens at %s: it is sent nothing", async (host) => {
    let visits = 0;
    const server = createServer((socket) => {
      visits += 1;
      socket.destroy();
    });
    const [taken, free] = [await freePort(), await freePort()];
    await new Promise<void>((resolve) => server.listen(taken, host, resolve));
    closing.push(() => server.close());
    let worked = false;
    const work = async () => {
      worked = true;
    };
    const { context } = playedContext();
    await expect(throughDoors([doorTo(taken, "grafana"), doorTo(free, "two")], context, work)).rejects.toMatchObject({
      code: "stack/local-port-in-use",
      message: expect.stringMatching(
        new RegExp(
          `^Port ${taken} of this machine, .* grafana .* is in use by process .+ \\(pid ${process.pid}\\);[^\n]*$`,
        ),
      ),
    });
    expect({ worked, visits }).toEqual({ worked: false, visits: 0 });
    await expect(ask(free)).rejects.toThrow();
  });

  it("end a connection whose program cannot be started, and say why", async () => {
    const port = await freePort();
    const { context, told } = playedContext();
    const broken: Door = { service: "grafana", port, relay: ["no-such-program"] };
    await expect(throughDoors([broken], context, () => ask(port))).rejects.toThrow();
    expect(told()).toBe(`grafana could not be reached through port ${port}: spawn no-such-program ENOENT`);
  });

  it("say what a program said that failed, unless a later one had an answer", async () => {
    const port = await freePort();
    const { context, told } = playedContext();
    const failing = (relay: Door["relay"]) =>
      throughDoors([{ service: "grafana", port, relay }], context, () => ask(port));
    const refuses = 'console.error("No such image: toolbox"); process.exitCode = 125';
    await expect(failing([process.execPath, "-e", refuses])).rejects.toThrow();
    expect(told()).toBe(`grafana could not be reached through port ${port}: No such image: toolbox`);
    const once = join(temporaryFolder(), "refused");
    const atFirst = `const fs = require("fs"); if (fs.existsSync(${JSON.stringify(once)})) {${SERVICE}} else { fs.writeFileSync(${JSON.stringify(once)}, ""); process.exit(1); }`;
    const second = playedContext();
    const door: Door = { service: "grafana", port, relay: [process.execPath, "-e", atFirst, "one"] };
    const answer = await throughDoors([door], second.context, () => ask(port).catch(() => ask(port)));
    expect([answer, second.told()]).toEqual(["from one", ""]);
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
      expect.arrayContaining([
        "--network=container:quantflow-prometheus",
        "--cap-drop=ALL",
        "--read-only",
        "--rm",
        "--pull=never",
      ]),
    );
    expect(prometheus.slice(-2)).toEqual(["127.0.0.1", "9090"]);
  });
});
