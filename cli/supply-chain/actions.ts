/** An action that a workflow uses, or a program that it asks one for. */
export interface UsedAction {
  readonly name: string;
  /** As the comment beside it says. */
  readonly version: string;
  /** What stands behind the `@`: forty digits of a commit, or a name that its owner may move. */
  readonly commit: string;
}

const USES = /uses:\s*([^@\s]+)@(\S+)(?:\s+#\s*(\S+))?/g;

/** Every action of a workflow, once. */
export function actionsIn(workflow: string): readonly UsedAction[] {
  const used = [...workflow.matchAll(USES)].map(([, name = "", commit = "", version = commit]) => ({
    ...{ name, version, commit },
  }));
  return [...new Map(used.map((one) => [`${one.name}@${one.commit}`, one])).values()];
}

/** Actions that their owner may change under us, in words. */
export const actionProblems = (file: string, workflow: string): readonly string[] =>
  actionsIn(workflow)
    .filter(({ commit }) => !/^[0-9a-f]{40}$/.test(commit))
    .map(
      ({ name, commit }) => `${file} uses ${name}@${commit}: name the commit, with the version in a comment beside it`,
    );

const PROGRAM = /(node-version|terraform_version):\s*"([^"]+)"/g;
const PROGRAMS: Readonly<Record<string, string>> = { "node-version": "Node.js", terraform_version: "Terraform" };

/** Programs that a workflow has installed by their version. */
export const programsIn = (workflow: string): readonly { readonly name: string; readonly version: string }[] => {
  const found = [...workflow.matchAll(PROGRAM)].map(([, key = "", version = ""]) => ({
    name: PROGRAMS[key] ?? key,
    version,
  }));
  return [...new Map(found.map((one) => [`${one.name} ${one.version}`, one])).values()];
};
