import { CliError } from "../errors.ts";

export const unknownDashboard = (uid: string, known: readonly string[], suggestion: string | undefined): CliError =>
  new CliError(
    "dashboards/unknown-dashboard",
    `There is no dashboard "${uid}".${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
    `Use one of: ${known.join(", ")}`,
  );

export const unusableUrl = (url: string): CliError =>
  new CliError(
    "dashboards/unusable-prometheus-url",
    `"${url}" is no address of a Prometheus.`,
    "Name it with its scheme: --prometheus http://localhost:9090, with a login http://USER:PASSWORD@HOST:9090",
  );

export const unusablePort = (port: string): CliError =>
  new CliError(
    "dashboards/unusable-port",
    `"${port}" is no port.`,
    "Use a number from 1024 to 65535, or leave out --port: any free one is taken.",
  );

export const portInUse = (port: number, cause: Error): CliError =>
  new CliError(
    "dashboards/port-in-use",
    `Port ${port} of 127.0.0.1 is in use.`,
    "Name another: --port N. Without it, any free one is taken.",
    { cause },
  );
