import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { fileSystemMistake } from "../../cli/errors.ts";
import { commandHelp } from "../../cli/help.ts";
import { main } from "../../cli/main.ts";
import { playedContext } from "./fixtures.ts";

async function played(...argv: string[]) {
  const { context, printed, told } = playedContext();
  return { code: await main(argv, context), printed: printed(), told: told() };
}

/** Linux' own file that has no room. */
function writeToFullDisk(): never {
  writeFileSync("/dev/full", "x");
  throw new Error("there was room");
}

describe("the command line", () => {
  it("prints every command with its summary", async () => {
    const { code, printed } = await played("--help");
    expect(code).toBe(0);
    expect(printed).toMatchSnapshot();
  });

  it("prints the same without a command, and says by its exit code that one is missing", async () => {
    expect(await played()).toEqual({ ...(await played("--help")), code: 64 });
  });

  it("prints the commands of a group when its verb is missing", async () => {
    const { code, printed } = await played("secrets");
    expect(code).toBe(0);
    expect(printed).toContain("secrets rotate");
    expect(printed).not.toContain("status");
  });

  it.each(COMMANDS)("has help with an example for $name", async (entry) => {
    const command = await entry.load();
    expect(command.examples.length).toBeGreaterThan(0);
    expect(commandHelp(entry, command)).toMatchSnapshot();
    expect((await played(...entry.name.split(" "), "--help")).printed).toBe(commandHelp(entry, command));
  });

  it.each([
    [["stauts"], 'There is no command "stauts". Did you mean status?'],
    [["secrets", "rotat", "x"], "Did you mean secrets rotate?"],
    [["frobnicate"], 'There is no command "frobnicate".\n'],
    [["status", "--jsno"], "quantflow status has no option --jsno. Did you mean --json?"],
    [["status", "--json=yes"], '--json takes no value, not "yes".'],
    [["status", "--environment"], "--environment needs a value (NAME)."],
    [["status", "--environment", "--json"], "--environment needs a value (NAME)."],
    [["status", "now"], 'quantflow status takes no arguments, not "now".'],
    [["secrets", "rotate"], "quantflow secrets rotate takes SECRET, not nothing."],
  ])("refuses %j and says what is right", async (argv, message) => {
    const { code, printed, told } = await played(...argv);
    expect({ code, printed }).toEqual({ code: 64, printed: "" });
    expect(`${told}\n`).toContain(message);
    expect(told).toContain("--help");
  });

  it("prints a mistake without a stack, with its remedy and its code", async () => {
    const { code, told } = await played("status", "--environment", "lcoal");
    expect(code).toBe(1);
    expect(told).toMatchInlineSnapshot(`
      "error: there is no environment "lcoal" (QUANTFLOW_ENVIRONMENT or --environment)
        use one of: local, docker, fault, encrypted, scale, grafana-cloud, kubernetes
        (stacks/unknown-environment)"
    `);
  });

  it("names the variable that is malformed", async () => {
    const { context, told } = playedContext({ variables: { QUANTFLOW_INSTANCE: "Two Clones" } });
    expect(await main(["status"], context)).toBe(1);
    expect(told()).toContain('QUANTFLOW_INSTANCE is "Two Clones"');
  });

  it("answers 130 and how to continue when Ctrl-C broke the work", async () => {
    const { context, told } = playedContext({ signal: AbortSignal.abort() });
    expect(await main(["status"], context)).toBe(130);
    expect(told()).toContain("npm run up");
  });

  it("tells a full disk as such, wherever it showed", async () => {
    const { context, told } = playedContext({ run: async () => writeToFullDisk() });
    expect(await main(["status"], context)).toBe(1);
    expect(told()).toContain(`The disk is full: a file of ${context.root} or of the cache could not be written.`);
    expect(told()).toContain("df -h");
    expect(told()).toContain("(disk/full)");
  });

  it.each([
    ["EACCES", "/x/secrets", "You may not read or write /x/secrets.", 'chown -R "$(id -u):$(id -g)" /x/secrets'],
    ["EROFS", "/x/lock.json", "/x/lock.json lies on a file system that can only be read.", "QUANTFLOW_CACHE=DIR"],
    ["EDQUOT", "/x/lock.json", "The disk is full: /x/lock.json could not be written.", "df -h"],
  ])("tells %s of a file as a mistake with its place and remedy", async (code, path, found, remedy) => {
    const failure = Object.assign(new Error(code), { code, path, syscall: "open" });
    const { context, told } = playedContext({ run: () => Promise.reject(failure) });
    expect(await main(["status"], context)).toBe(1);
    expect(told()).toContain(found);
    expect(told()).toContain(remedy);
  });

  it("makes the whole instance's folder yours again after a run with sudo", () => {
    const failure = Object.assign(new Error(), { code: "EACCES", path: "/r/.quantflow/a/lock.json", syscall: "open" });
    expect(fileSystemMistake(failure, "/r")?.remedy).toMatch(/ \/r\/\.quantflow$/);
  });

  it("prints a bug as a block ready to report, without this machine's paths", async () => {
    const { context, told } = playedContext({
      run: () => Promise.reject(new TypeError("undefined is not a function")),
    });
    expect(await main(["status"], context)).toBe(70);
    expect(told()).toContain("quantflow has a bug");
    expect(told()).toContain("TypeError: undefined is not a function");
    expect(told()).not.toContain(context.root);
  });
});
