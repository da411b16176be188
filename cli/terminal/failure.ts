import { homedir } from "node:os";
import { isMistake, type Mistake } from "../errors.ts";
import type { Paint } from "./terminal.ts";
import { withoutLogin } from "./without-login.ts";

/** What a bug report needs to know about the machine and the call. */
export interface Scene {
  readonly root: string;
  readonly argv: readonly string[];
  readonly version: string;
  readonly platform: string;
}

/** What a person reads when a command failed: a mistake gets its remedy and no stack, a bug a block ready to report. */
export function failureText(error: unknown, scene: Scene, paint: Paint): string {
  return isMistake(error) ? mistakeText(error, paint) : bugText(error, scene, paint);
}

function mistakeText(error: Mistake, paint: Paint): string {
  const remedy = error.remedy.replace(/^/gm, "  ");
  return `${paint("red", "error:")} ${error.message}\n${remedy}\n  ${paint("dim", `(${error.code})`)}`;
}

function bugText(error: unknown, scene: Scene, paint: Paint): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${paint("red", "error:")} quantflow has a bug. Please report the lines below; no secret is in them.`,
    "",
    `  quantflow ${scene.version}, ${scene.platform}`,
    `  command: quantflow ${scene.argv.map(withoutLogin).join(" ")}`,
    masked(stack, scene.root).replace(/^/gm, "  "),
  ].join("\n");
}

/** Paths of this machine are nobody else's business. */
const masked = (text: string, root: string): string =>
  text.replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "").replaceAll(homedir(), "~");
