import { CliError } from "../errors.ts";

const START = "start it (sudo systemctl start docker, or Docker Desktop), then run: npm run up";

export const dockerMissing = (): CliError =>
  new CliError(
    "engine/docker-missing",
    "The docker command is not on the PATH, so no engine can be asked.",
    "Install Docker (https://docs.docker.com/engine/install/; Debian: apt-get install docker.io iptables), then run: npm run up",
  );

export const engineDead = (endpoint: string, detail: string): CliError =>
  new CliError(
    "engine/dead",
    `A Docker engine is installed, but nothing answers at ${endpoint}: ${detail}`,
    `Run npm run up as root, which starts it, or ${START}`,
  );

export const noPermission = (endpoint: string, user: string): CliError =>
  new CliError(
    "engine/no-permission",
    `The engine at ${endpoint} is there, but ${user} may not talk to it.`,
    `Add the user to its group and log in again (sudo usermod -aG docker ${user}), or run as root: sudo npm run up`,
  );

export const remoteUnreachable = (endpoint: string, from: string, detail: string): CliError =>
  new CliError(
    "engine/remote-unreachable",
    `${from} names the engine at ${endpoint}, which does not answer: ${detail}`,
    from === "DOCKER_HOST"
      ? "Check the host and the network between, correct DOCKER_HOST, or use this machine's engine: unset DOCKER_HOST"
      : "Check the host and the network between, or use this machine's engine: docker context use default",
  );

export const malformedEndpoint = (endpoint: string, from: string): CliError =>
  new CliError(
    "engine/malformed-endpoint",
    `${from} is "${endpoint}", which Docker cannot read.`,
    "Write it as unix:///var/run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST, or leave it out: unset DOCKER_HOST",
  );

export const cannotInstall = (why: string): CliError =>
  new CliError(
    "engine/cannot-install",
    `No Docker engine is installed, and it cannot be installed from here: ${why}.`,
    "Install one (https://docs.docker.com/engine/install/; Debian: apt-get install docker.io iptables), then run: npm run up",
  );

export const installFailed = (detail: string): CliError =>
  new CliError(
    "engine/install-failed",
    `Installing Docker from the distribution's packages failed:\n${detail}`,
    "Mend what apt-get names above (network, sources, disk), then run: npm run up",
  );

export const startFailed = (how: string, detail: string): CliError =>
  new CliError(
    "engine/start-failed",
    `The Docker engine did not start (${how}):\n${detail}`,
    "Mend what it names above, start it by hand, then run: npm run up",
  );
