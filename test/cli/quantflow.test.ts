import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./fixtures.ts";

const LOCK = JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } });

/** A clone with nothing installed, whose npm runs `script` and leaves a mark; `main.ts` says that it was started. */
function clone(script: string) {
  const root = temporaryFolder();
  mkdirSync(join(root, "cli", "deep"), { recursive: true });
  cpSync(join(repository, "cli", "quantflow.mjs"), join(root, "cli", "quantflow.mjs"));
  writeFileSync(join(root, "cli", "main.ts"), "export const start = async (): Promise<number> => 7;\n");
  writeFileSync(join(root, "package.json"), '{"type": "module"}');
  writeFileSync(join(root, "package-lock.json"), LOCK);
  const bin = join(root, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "npm"), `#!/bin/sh\ntouch ${join(root, "npm-ran")}\n${script}\n`);
  chmodSync(join(bin, "npm"), 0o755);
  const run = () => {
    const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}` };
    const options = { cwd: join(root, "cli", "deep"), env, encoding: "utf8" } as const;
    return spawnSync(process.execPath, [join(root, "cli", "quantflow.mjs"), "up"], options);
  };
  const installed = () => {
    mkdirSync(join(root, "node_modules"), { recursive: true });
    symlinkSync(join(repository, "node_modules", "tsx"), join(root, "node_modules", "tsx"));
  };
  return { root, run, installed, npmRan: () => existsSync(join(root, "npm-ran")) };
}

describe("the launcher", () => {
  it("installs what is missing, then runs the command, from any folder", () => {
    const { root, run, npmRan } = clone(
      `mkdir -p node_modules && ln -s ${join(repository, "node_modules", "tsx")} node_modules/tsx`,
    );
    const first = run();
    expect({ status: first.status, ran: npmRan() }).toEqual({ status: 7, ran: true });
    expect(first.stderr).toMatch(/^\.\.\. installing packages \(npm ci\)\n✓ installed packages \(\d+ s\)\n$/);
    expect(existsSync(join(root, "node_modules", ".quantflow-lock"))).toBe(true);
    expect(run().stderr).toBe("");
  });

  it("believes npm's own record of what is installed", () => {
    const { root, run, installed, npmRan } = clone("exit 1");
    installed();
    writeFileSync(join(root, "node_modules", ".package-lock.json"), LOCK);
    expect({ status: run().status, ran: npmRan() }).toEqual({ status: 7, ran: false });
  });

  it("installs again when the lock asks for another version", () => {
    const { root, run, installed, npmRan } = clone("exit 0");
    installed();
    writeFileSync(join(root, "node_modules", ".package-lock.json"), LOCK.replace("1.0.0", "0.9.0"));
    expect({ status: run().status, ran: npmRan() }).toEqual({ status: 7, ran: true });
  });

  it("prints npm's words and what to do when the installation fails", () => {
    const { run } = clone("echo 'npm error network ECONNREFUSED' >&2; exit 3");
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain("npm error network ECONNREFUSED");
    expect(stderr).toMatch(
      /error: npm ci ended with exit code 3 after \d+ s; its words are above\.\n {2}Check the network/,
    );
  });
});

describe("a reader that leaves early", () => {
  it("ends no command, and is no bug", () => {
    const many = join(temporaryFolder(), "many.txt");
    writeFileSync(many, "up\n".repeat(3000));
    const line = `node cli/quantflow.mjs promql check --json ${many} | head -n 1`;
    const { stdout, stderr, status } = spawnSync("bash", ["-o", "pipefail", "-c", line], {
      cwd: repository,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ expression: "up" });
  });
});
