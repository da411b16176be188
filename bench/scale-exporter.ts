/** The targets of `npm run bench:scale` in a process of their own: forked with TARGETS SERIES, it sends its port. */
import { createServer } from "node:http";
import { seededRandom } from "../app/exchange/random.ts";
import { listen } from "../app/http/listen.ts";
import { contentType, TEXT } from "../lib/metrics/format.ts";
import { ScalePage } from "./scale-page.ts";

const [targets = 0, series = 0] = process.argv.slice(2).map(Number);
const pages = Array.from({ length: targets }, (_, seed) => new ScalePage(series, seededRandom(seed)));

const server = createServer((request, response) => {
  const page = pages[Number(request.url?.slice(1))];
  if (page === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": contentType(TEXT) }).end(page.next());
});
const port = await listen(server, "the exporter of the benchmark", { port: 0, host: "127.0.0.1" });
// Whoever forked this may be gone: then so is this.
process.once("disconnect", () => process.exit());
process.send?.(port);
