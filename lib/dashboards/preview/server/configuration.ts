import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ShownDashboard } from "./shelf.ts";

/** What a preview that runs as a service is told. No secret stands in it: passwords are files. */
export interface Configuration {
  readonly port: number;
  /** The built page's folder. */
  readonly page: string;
  readonly interval: string;
  /** Who opens the page. */
  readonly login: FileLogin;
  /** Where the samples are, as whom they are asked for, and where a person opens it. */
  readonly prometheus: { readonly url: string; readonly publicUrl: string; readonly login: FileLogin };
}

export interface FileLogin {
  readonly user: string;
  readonly passwordFile: string;
}

type Listed = Omit<ShownDashboard, "json">;
interface Written extends Configuration {
  readonly dashboards: readonly Listed[];
}

/** Names the others, so it is read first and has to be written last. */
export const CONFIGURATION_FILE = "preview.json";
const dashboardFile = (uid: string): string => `dashboards/${uid}.json`;

/** The files of a preview, the one that names the others first. */
export const configurationFiles = (
  configuration: Configuration,
  dashboards: readonly ShownDashboard[],
): ReadonlyMap<string, string> =>
  new Map([
    [CONFIGURATION_FILE, text({ ...configuration, dashboards: dashboards.map(({ json: _, ...listed }) => listed) })],
    ...dashboards.map(({ uid, json }) => [dashboardFile(uid), json] as const),
  ]);

const text = (written: Written): string => `${JSON.stringify(written, null, 2)}\n`;

/** What `configurationFiles` wrote into this folder. Fails with the file that cannot be read, and why. */
export function readConfiguration(folder: string): {
  readonly configuration: Configuration;
  readonly dashboards: readonly ShownDashboard[];
} {
  const { dashboards, ...configuration } = readJson<Written>(join(folder, CONFIGURATION_FILE));
  return {
    configuration,
    dashboards: dashboards.map((listed) => ({ ...listed, json: read(join(folder, dashboardFile(listed.uid))) })),
  };
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(read(file)) as T;
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

const read = (file: string): string => readFileSync(file, "utf8");
