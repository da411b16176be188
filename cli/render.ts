import { resolve } from "node:path";
import { environments } from "../stacks/environments/index.ts";
import { rendered } from "../stacks/rendered.ts";
import { under } from "../stacks/under.ts";
import { command, EXIT } from "./command.ts";
import {
  PORTABLE_SOURCE_OPTION,
  portableModel,
  portableSource,
  WITHOUT_OPTION,
  withoutSecrets,
} from "./render/portable.ts";
import { writeRendering } from "./render/write.ts";
import { ENVIRONMENT_OPTION, siteOf } from "./stack/site.ts";

const ALL = "all";

export const render = command({
  description:
    "Files of an earlier rendering into the same folder that are no longer wanted are removed; files of anybody else are never touched. No file holds a secret or a path of this machine.",
  options: {
    environment: {
      ...ENVIRONMENT_OPTION,
      summary: `${ENVIRONMENT_OPTION.summary}; ${ALL}: every one, in a folder of its name`,
    },
    "image-source": PORTABLE_SOURCE_OPTION,
    without: WITHOUT_OPTION,
    out: { type: "string", placeholder: "DIR", summary: "the folder to write to; made when missing", required: true },
    json: { type: "boolean", summary: "print {written, unchanged, removed}" },
  },
  examples: [
    { line: "npx quantflow render --environment local --out build/local", does: "what a plain Prometheus can load" },
    { line: `npx quantflow render --environment ${ALL} --out build`, does: "every environment, for GitOps" },
  ],
  async run({ root, variables, terminal }, { environment, out, json, "image-source": option, without }) {
    const source = portableSource("render", option);
    const absent = withoutSecrets("render", without);
    const filesOf = (name: string | undefined) =>
      rendered(portableModel(siteOf({ root, variables }, name), source, absent));
    const files = environment === ALL ? inEveryFolder(filesOf) : filesOf(environment);
    const result = writeRendering(resolve(out), files);
    const { written, unchanged, removed } = result;
    const counts = `${written.length} files written, ${unchanged.length} unchanged, ${removed.length} removed`;
    terminal.print(json ? JSON.stringify(result) : `${out}: ${counts}`);
    return EXIT.ok;
  },
});

type Files = ReadonlyMap<string, string>;

const inEveryFolder = (filesOf: (environment: string) => Files): Files =>
  new Map(Object.keys(environments).flatMap((name) => [...under(name, filesOf(name))]));
