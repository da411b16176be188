import type { ContainerConfig } from "@cdktf/provider-docker/lib/container";
import { contentHash } from "../../services/content-hash.ts";
import type { Configuration, Service } from "../../services/service.ts";
import { escapeTemplate } from "../terraform.ts";
import type { DockerGiven } from "./given.ts";

const STAGED = "/staged";
const VOLUME = "/configuration";

/**
 * Puts a service's files into its configuration volume and ends. The provider cannot upload into a container whose root
 * is read-only, and uploads file by file; so they are staged here and moved by rename, the first file of the
 * configuration last: a reader that reloads sees the files it names, whole. What is no longer wanted is removed.
 */
export function carrier(service: Service, configuration: Configuration, given: DockerGiven): ContainerConfig {
  const names = [...configuration.files.keys()];
  return {
    name: given.names.carrier(service),
    image: given.toolbox,
    entrypoint: ["/bin/sh", "-ec", escapeTemplate(script([...names.slice(1), ...names.slice(0, 1)]))],
    mustRun: false,
    attach: true,
    logs: true,
    restart: "no",
    networkMode: "none",
    // Root without any capability: it owns the fresh volume and what it puts there, and may do nothing else.
    capabilities: { drop: ["ALL"], add: [] },
    securityOpts: ["no-new-privileges:true"],
    memory: 32,
    memorySwap: 32,
    logDriver: "json-file",
    logOpts: { "max-size": "1m", "max-file": "1" },
    labels: [
      { label: "quantflow.instance", value: given.names.prefix },
      { label: "quantflow.configuration", value: contentHash(configuration.files) },
    ],
    volumes: [{ volumeName: given.names.configuration(service), containerPath: VOLUME }],
    upload: names.map((name) => ({
      file: `${STAGED}/${name}`,
      content: escapeTemplate(configuration.files.get(name) ?? ""),
      permissions: "0644",
    })),
  };
}

function script(inOrder: readonly string[]): string {
  const place = inOrder.map((name) => `place ${quoted(name)}`);
  const keep = inOrder.map((name) => quoted(`./${name}`)).join("|");
  return [
    `cd ${STAGED}`,
    `place() { mkdir -p "$(dirname "${VOLUME}/$1")"; cp "$1" "${VOLUME}/$1.new"; mv "${VOLUME}/$1.new" "${VOLUME}/$1"; }`,
    ...place,
    `cd ${VOLUME}`,
    `find . -type f | while read -r file; do case "$file" in ${keep}) ;; *) rm -f "$file";; esac; done`,
  ].join("\n");
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
