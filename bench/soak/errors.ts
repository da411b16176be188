import { CliError } from "../../cli/errors.ts";

export const storesMissing = (): CliError =>
  new CliError(
    "soak/no-stores",
    "PostgreSQL or Redis is not installed; the soak runs the real ones.",
    "Install both, then run it again: apt-get install postgresql-15 redis-server",
  );

export const badOption = (option: string, rule: string, given: string): CliError =>
  new CliError(
    "soak/bad-option",
    `--${option} takes ${rule}, not "${given}".`,
    "For example: npm run soak -- --minutes 30 --rate 20000 --seed 1",
  );

export const ended = (command: string, log: string, said: string): CliError =>
  new CliError(
    "soak/ended",
    `${command} ended before it was ready. The end of ${log}:\n${said}`,
    "Mend what it says, then run the soak again",
  );

export const notReady = (command: string, seconds: number, said: string): CliError =>
  new CliError(
    "soak/not-ready",
    `${command} does not answer after ${seconds} s. What it said last:\n${said}`,
    "See whether the machine has room (uptime, df -h), then run the soak again",
  );

export const unexpectedAnswer = (url: string, status: number, text: string): CliError =>
  new CliError(
    "soak/unexpected-answer",
    `${url} answered ${status}: ${text.slice(0, 300)}`,
    "The run cannot go on without it: start it again, with the same seed to see the same faults",
  );

export const stoppedEarly = (): CliError =>
  new CliError(
    "soak/stopped",
    "Stopped by Ctrl-C; everything that the run had started is ended, and nothing is reported.",
    "Start it again, with the same seed to see the same faults: npm run soak -- --seed 1",
  );
