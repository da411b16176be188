import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Configuration,
  configurationFiles,
  readConfiguration,
} from "../../../../../lib/dashboards/preview/server/configuration.ts";
import { folderWith, shown } from "./given.ts";

const login = { user: "admin", passwordFile: "/run/secrets/admin-password" };
const configuration: Configuration = {
  ...{ port: 3000, page: "/app/page", interval: "15s", login },
  prometheus: { url: "http://prometheus:9090", publicUrl: "http://localhost:9090", login },
};
const dashboards = [shown("second"), shown("first")];
const files = configurationFiles(configuration, dashboards);

describe("the files of a preview that runs as a service", () => {
  it("are read as they were written", () => {
    expect(readConfiguration(folderWith(Object.fromEntries(files)))).toEqual({ configuration, dashboards });
  });

  it("begin with the one that names the others: it has to be written last", () => {
    expect([...files.keys()]).toEqual(["preview.json", "dashboards/second.json", "dashboards/first.json"]);
  });

  it("fail with the name of the file that cannot be read", () => {
    const folder = folderWith(Object.fromEntries(files));
    writeFileSync(join(folder, "preview.json"), "{");
    expect(() => readConfiguration(folder)).toThrow(/^.*\/preview.json cannot be read: /);
  });
});
