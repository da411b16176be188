#!/usr/bin/env node
// Starts the `quantflow` command. Plain JavaScript that needs nothing but Node: on a clean clone nothing is installed yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 18];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".quantflow-lock");

/** Ends the process with a message for a person: what was found, and what to do. */
function stop(found, remedy) {
  process.stderr.write(`error: ${found}\n  ${remedy}\n`);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(
    `Node ${process.versions.node} is too old; quantflow needs ${OLDEST_NODE.join(".")} or newer.`,
    "Install a current Node (https://nodejs.org/en/download) and run the same command again.",
  );
}

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
};

/** True when what npm last installed is what the lock asks for. npm's own record is believed, so `npm install` counts too. */
function installedMatches(lockText) {
  const record = read(join(root, "node_modules", ".package-lock.json"));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) =>
    path === "" || wanted.link || !path.startsWith("node_modules/") || wanted.optional || wanted.peer
      ? true
      : installed[path]?.version === wanted.version,
  );
}

/** `npm ci`, with a line every 15 s; npm's own words are shown only when it fails. */
function install() {
  const since = Date.now();
  const seconds = () => Math.round((Date.now() - since) / 1000);
  process.stderr.write("... installing packages (npm ci)\n");
  const notes = setInterval(() => process.stderr.write(`... installing packages (${seconds()} s)\n`), 15_000);
  const words = [];
  return new Promise((resolve) => {
    const npm = spawn("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    npm.stdout.on("data", (chunk) => words.push(chunk));
    npm.stderr.on("data", (chunk) => words.push(chunk));
    npm.on("error", (error) => stop(`npm cannot be started: ${error.message}.`, "Install npm; it comes with Node."));
    npm.on("close", (code) => {
      clearInterval(notes);
      if (code !== 0) {
        process.stderr.write(Buffer.concat(words));
        stop(
          `npm ci ended with exit code ${code} after ${seconds()} s; its words are above.`,
          "Check the network, the npm registry (npm config get registry) and the free disk space; then run the same command again.",
        );
      }
      process.stderr.write(`✓ installed packages (${seconds()} s)\n`);
      resolve();
    });
  });
}

async function ensurePackages() {
  const lock = read(join(root, "package-lock.json"));
  if (lock === undefined)
    stop(`${join(root, "package-lock.json")} is missing.`, "Restore it: git checkout package-lock.json");
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (read(stamp) === wanted) return;
  if (!installedMatches(lock)) await install();
  try {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  } catch (error) {
    stop(
      `${stamp} cannot be written: ${error.message}.`,
      `Make room (df -h), or make the folder yours again: sudo chown -R "$(id -u):$(id -g)" ${dirname(stamp)}`,
    );
  }
}

requireNode();
await ensurePackages();
const { register } = await import("tsx/esm/api");
register();
const { start } = await import("./main.ts");
process.exitCode = await start(root);
