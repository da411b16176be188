/** Section 4 of the CIS Docker Benchmark v1.6.0, "Container Images and Build File Configuration". */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./check.ts";
import { noImageHealthCheck, setuidPrograms } from "./excuses.ts";

export const IMAGES: readonly Check[] = [
  {
    id: "4.1",
    title: "Ensure that a user for the container has been created",
    policy: "docker/user",
    seen: ({ Config }) => `User ${Config.User === "" ? "not set" : Config.User}`,
    holds: ({ Config }) => /^[1-9]\d*:\d+$/.test(Config.User),
  },
  {
    id: "4.2",
    title: "Ensure that containers use only trusted base images",
    status: "manual",
    why: "docs/images.md names each with its version: official ones from a registry, or built here on Debian's own packages",
  },
  {
    id: "4.3",
    title: "Ensure that unnecessary packages are not installed in the container",
    status: "manual",
    why: "exporters and servers stand on busybox alone; the others install what their Dockerfile names, without recommended packages",
  },
  {
    id: "4.4",
    title: "Ensure images are scanned and rebuilt to include security patches",
    status: "manual",
    why: "docs/reports/supply-chain.md says what is scanned; `quantflow outdated` says what is old, docs/updating.md how it is rebuilt",
  },
  {
    id: "4.5",
    title: "Ensure Content trust for Docker is Enabled",
    status: "not applicable",
    why: "images that are built here are not pulled, and Docker Hub has ended the signatures that the variable asks for",
  },
  {
    id: "4.6",
    title: "Ensure that HEALTHCHECK instructions have been added to container images",
    status: "waived",
    excuse: noImageHealthCheck,
  },
  {
    id: "4.7",
    title: "Ensure update instructions are not used alone in Dockerfiles",
    status: "elsewhere",
    why: "read from images/*/Dockerfile, see below the table",
  },
  {
    id: "4.8",
    title: "Ensure setuid and setgid permissions are removed",
    status: "waived",
    excuse: setuidPrograms,
  },
  {
    id: "4.9",
    title: "Ensure that COPY is used instead of ADD in Dockerfiles",
    status: "elsewhere",
    why: "read from images/*/Dockerfile, see below the table",
  },
  {
    id: "4.10",
    title: "Ensure secrets are not stored in Dockerfiles",
    status: "elsewhere",
    why: "read from images/*/Dockerfile, see below the table",
  },
  {
    id: "4.11",
    title: "Ensure only verified packages are installed",
    status: "manual",
    why: "apt verifies Debian's signatures; npm's packages are held to the lock file's checksums, Go's to go.sum",
  },
  {
    id: "4.12",
    title: "Ensure all signed artifacts are validated",
    status: "manual",
    why: "as 4.11; what is pulled is pinned by its tag, no signature of it is checked",
  },
];

export interface BuildFile {
  readonly path: string;
  /** What the benchmark advises against, in the file's own words; empty where there is none. */
  readonly against: readonly string[];
}

/** 4.7, 4.9 and 4.10 of every Dockerfile under this folder of folders. */
export const buildFiles = (folder: string): readonly BuildFile[] =>
  readdirSync(folder)
    .flatMap((name) =>
      readdirSync(join(folder, name)).flatMap((file) => (file === "Dockerfile" ? [`${name}/${file}`] : [])),
    )
    .map((path) => ({ path: `images/${path}`, against: advisedAgainst(readFileSync(join(folder, path), "utf8")) }));

/** Instructions of a Dockerfile that 4.7 (an update alone), 4.9 (ADD) or 4.10 (a secret) advise against. */
export const advisedAgainst = (text: string): readonly string[] =>
  text
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .filter(
      (line) =>
        /^\s*ADD\s/i.test(line) ||
        (/apt-get update|apk update/.test(line) && !/apt-get install|apk add/.test(line)) ||
        /^\s*(?:ENV|ARG)\s.*(?:PASSWORD|TOKEN|SECRET|_KEY)\s*=\s*\S/i.test(line),
    );
