import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const generated = join(root, "app/page/script.generated.ts");
const HEAD = "/** Made of app/page/browser by test/app/page/script.test.ts (vitest -u); not to be edited. */";

/** The page's script as browsers of the last years take it, in one file and with its names kept. */
async function compiled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["app/page/browser/main.ts"],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

it("the script that the page serves is what its sources compile to", async () => {
  const literal = (await compiled()).replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  await expect(`${HEAD}\nexport const SCRIPT_TEXT = \`${literal}\`;\n`).toMatchFileSnapshot(generated);
});
