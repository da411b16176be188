// Stands in a service's place and hands every answer on late: node -e … BEHIND MILLISECONDS PORT …
import { connect, createServer } from "node:net";

const [behind, milliseconds, ...ports] = process.argv.slice(1);

function serve(client, port) {
  const server = connect(port, behind);
  const late = (action) => setTimeout(action, Number(milliseconds));
  client.pipe(server);
  server.on("data", (chunk) => late(() => client.write(chunk)));
  server.on("end", () => late(() => client.end()));
  // Either side may break off at any time; the other one is told, and nothing else is to be done.
  server.on("error", () => late(() => client.destroy()));
  client.on("error", () => server.destroy());
  client.on("close", () => server.destroy());
}

for (const port of ports.map(Number)) createServer((client) => serve(client, port)).listen(port);
