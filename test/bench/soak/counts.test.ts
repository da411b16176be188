import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { counted } from "../../../bench/soak/counts.ts";
import { freePort } from "../../support/free-port.ts";

it.each([401, 500])("counts nothing where the application answers %i, and says so", async (status) => {
  const server = createServer((_request, response) => response.writeHead(status).end("no metrics"));
  const port = await freePort();
  await once(server.listen(port, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const admin = `http://127.0.0.1:${port}`;
  // Nobody is asked at port 1: what the application answers is looked at first.
  await expect(counted({ urls: { admin }, database: { port: 1 } })).rejects.toMatchObject({
    code: "soak/unexpected-answer",
    message: `${admin}/metrics answered ${status}: no metrics`,
  });
});
