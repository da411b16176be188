/** The preview as a service: `node main.mjs FOLDER`, where FOLDER holds what `configurationFiles` writes. */
import { readFileSync, watch } from "node:fs";
import { reasonAt } from "./reason.ts";
import {
  basicAdmission,
  CONFIGURATION_FILE,
  type FileLogin,
  previewServer,
  readConfiguration,
  servedPage,
  shelf,
} from "./server/index.ts";

const folder = process.argv[2] ?? "/etc/preview";
const { configuration, dashboards } = readConfiguration(folder);
const { port, page, interval, login, prometheus } = configuration;
const shown = shelf(dashboards);

const withPassword = ({ user, passwordFile }: FileLogin) => ({ user, password: readFileSync(passwordFile, "utf8") });
const samples = { url: prometheus.url, login: withPassword(prometheus.login) };
const server = previewServer({
  page: servedPage(page),
  shelf: shown,
  settings: () => ({ interval, prometheus: prometheus.publicUrl, watch: true }),
  prometheus: samples,
  reason: reasonAt(samples),
  admission: basicAdmission(withPassword(login)),
});

// Whoever changes the configuration puts this file in its place last, whole.
const watcher = watch(folder, (_event, name) => {
  if (name !== CONFIGURATION_FILE) return;
  try {
    shown.show(readConfiguration(folder).dashboards);
    console.info(`shown: ${shown.list().length} dashboards`);
  } catch (error) {
    console.error((error as Error).message);
    shown.broken((error as Error).message);
  }
});

process.once("SIGTERM", () => {
  watcher.close();
  server.close();
});
server.listen(port, () => console.info(`listening on ${port}: ${dashboards.length} dashboards`));
