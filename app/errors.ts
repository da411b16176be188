/** Base of every error the application raises on purpose: callers match on `code`, never on the text. */
export class ApplicationError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Exit code 78 (EX_CONFIG of sysexits.h): starting again without a change of configuration is useless. */
export class ConfigurationError extends ApplicationError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super("APP_CONFIGURATION", `configuration refused:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

export class PortInUseError extends ApplicationError {
  constructor(what: string, port: number, cause: unknown) {
    super("APP_PORT_IN_USE", `${what} cannot listen on port ${port}: it is in use; stop its user or set another port`, {
      cause,
    });
  }
}

export class SecretError extends ApplicationError {
  constructor(path: string, problem: string, cause?: unknown) {
    super("APP_SECRET", `secret file ${path} ${problem}: put one token on its first line, readable by this user`, {
      cause,
    });
  }
}
