import { CliError } from "../errors.ts";
import type { Outcome } from "../run.ts";
import { ending, lastLines } from "../tools/errors.ts";

const LOCAL = "npm run up -- --image-source local";

export const registryUnreachable = (reference: string, detail: string): CliError =>
  new CliError(
    "images/registry-unreachable",
    `${reference} could not be pulled: its registry does not answer (${detail}).`,
    `Check the network, name a mirror (--image-source mirror=HOST), or build the images here: ${LOCAL}`,
  );

export const imageUnknown = (reference: string, detail: string): CliError =>
  new CliError(
    "images/not-in-registry",
    `${reference} could not be pulled: the registry does not have it (${detail}).`,
    `Correct its tag in stacks/versions.ts, push it to your mirror, or build it here: ${LOCAL}`,
  );

export const pullRefused = (reference: string, detail: string): CliError =>
  new CliError(
    "images/pull-refused",
    `${reference} could not be pulled: the registry refused (${detail}).`,
    `Log in (docker login), wait where the registry limits pulls, or build the images here: ${LOCAL}`,
  );

export const engineRefused = (what: string, outcome: Outcome): CliError =>
  new CliError(
    "images/engine-refused",
    `The Docker engine did not ${what} (docker ended with ${ending(outcome)}):\n${lastLines(outcome, 8)}`,
    "See whether the engine answers: docker version. Then run: npm run up",
  );

export const notDebian = (detail: string): CliError =>
  new CliError(
    "images/no-debootstrap",
    `The local images stand on a minimal Debian, which debootstrap makes, and it is not to be had here: ${detail}.`,
    "Install debootstrap (Debian, Ubuntu: apt-get install debootstrap), or take the images from a registry: npm run up -- --image-source registry",
  );

export const notRoot = (): CliError =>
  new CliError(
    "images/not-root",
    "debootstrap, which makes the Debian root under the local images, has to run as root.",
    `Run once as root: sudo ${LOCAL}. Or take the images from a registry: npm run up -- --image-source registry`,
  );

export const archiveUnreachable = (detail: string): CliError =>
  new CliError(
    "images/debian-unreachable",
    `Debian's archive did not give the packages of the base image: ${detail}`,
    "Check the network, then run the same command again.",
  );
