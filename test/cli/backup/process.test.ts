import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { start } from "../../../cli/backup/process.ts";
import { gathered } from "./given.ts";

const { signal } = new AbortController();

it("gives what a program wrote before it ended, also to who reads it later", async () => {
  const { output, ended } = start("sh", ["-c", "printf content; exit 3"], { signal, onWord: () => {} });
  expect(await ended).toEqual({ code: 3, complaint: "" });
  await setTimeout(0);
  expect((await gathered(output)).toString()).toBe("content");
});

it("hears the words that are addressed to it, and keeps the last of the other lines", async () => {
  const words: string[] = [];
  const script =
    "for n in $(seq 20); do echo line $n >&2; done; echo quantflow:copied >&2; read -r word; echo quantflow:$word >&2";
  const { input, ended } = start("sh", ["-c", script], { signal, onWord: (word) => words.push(word) });
  input.end("go\n");
  const { complaint } = await ended;
  expect(words).toEqual(["copied", "go"]);
  expect(complaint.split("\n").at(0)).toBe("line 9");
  expect(complaint.split("\n").at(-1)).toBe("line 20");
});

it("rejects where there is no such program", async () => {
  const { ended } = start("quantflow-no-such-program", [], { signal, onWord: () => {} });
  await expect(ended).rejects.toMatchObject({ code: "ENOENT" });
});
