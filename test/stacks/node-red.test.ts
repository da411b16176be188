import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { nodeRed } from "../../stacks/services/node-red.ts";

/** The settings as Node-RED reads them, with every secret's file holding its own name. */
function settings(): Readonly<Record<string, unknown>> {
  const module = { exports: {} };
  const require = (name: string) => {
    expect(name).toBe("node:fs");
    return { readFileSync: (path: string) => `${path.replace("/run/secrets/", "value of ")}\n` };
  };
  runInNewContext(nodeRed.configuration?.files.get("settings.js") ?? "", { module, require });
  return module.exports;
}

describe("Node-RED", () => {
  it("shows its editor, and answers for its flows, to the administrator alone", () => {
    const password = "value of admin-password.bcrypt";
    expect(settings()).toMatchObject({
      adminAuth: { type: "credentials", users: [{ username: "admin", password, permissions: "*" }] },
      httpNodeAuth: { user: "admin", pass: password },
    });
  });

  it("encrypts what its flows save with a secret of its own, which stays", () => {
    expect(settings()["credentialSecret"]).toBe("value of node-red-credential-secret");
    const [kept] = nodeRed.secrets?.["node-red-credential-secret"]?.needs ?? [];
    expect(kept?.permanent).toMatch(/decrypt/);
  });

  it("installs nothing that somebody draws into a flow, and tells nobody of itself", () => {
    expect(settings()).toMatchObject({
      externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
      telemetry: { enabled: false },
    });
  });

  it("reads only files that its own volume holds", () => {
    const named = [...(nodeRed.configuration?.files.get("settings.js") ?? "").matchAll(/secret\("([^"]+)"\)/g)];
    expect(new Set(named.map(([, file]) => file))).toEqual(new Set(Object.keys(nodeRed.secrets ?? {})));
  });
});
