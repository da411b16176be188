import { foreignYaml } from "./foreign-yaml.ts";
import { canonical, isRecord, type Setting, settingDifferences } from "./setting-differences.ts";

type Documents = ReadonlyMap<string, string>;
type Configuration = Readonly<Record<string, Setting>>;

/** Tells changes of Prometheus' configuration: `target redis-exporter:9121 of job redis added`. */
export const prometheusDiffer = {
  format: "Prometheus configuration",
  reads: ({ name }: { readonly name: string }, text: string): boolean =>
    !name.endsWith(".json") && /^(scrape_configs|rule_files|scrape_config_files):/m.test(text),
  /** What is no longer scraped first. Fails with a `SyntaxError` on what is no configuration, with the file's name. */
  describe(before: Documents, after: Documents): readonly string[] {
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const found = names.flatMap((name) => differences(read(name, before.get(name)), read(name, after.get(name))));
    return [
      ...found.filter((line) => line.endsWith(" removed")),
      ...found.filter((line) => !line.endsWith(" removed")),
    ];
  },
};

/** A side without the file has nothing configured. */
function read(name: string, text: string | undefined): Configuration {
  const value = text === undefined ? {} : foreignYaml(text);
  if (!isRecord(value)) throw new SyntaxError(`${name} is no configuration of Prometheus: it has no keys`);
  return value;
}

function differences(before: Configuration, after: Configuration): readonly string[] {
  const { scrape_configs: jobs, rule_files: files, ...rest } = before;
  const { scrape_configs: jobsNow, rule_files: filesNow, ...restNow } = after;
  return [
    ...jobDifferences(byName(jobs), byName(jobsNow)),
    ...settingDifferences(withoutHashes(files), withoutHashes(filesNow), "rule_files"),
    ...alertmanagerDifferences(alertmanagersOf(rest), alertmanagersOf(restNow)),
    ...settingDifferences(withoutAlertmanagers(rest), withoutAlertmanagers(restNow)),
  ];
}

/** A rule file's name carries the hash of its content, and the rules themselves are told elsewhere. */
const withoutHashes = (files: Setting): Setting =>
  list(files).map((file) => `${file}`.replace(/-[0-9a-f]{8}(?=\.ya?ml$)/, ""));

const list = (value: Setting): readonly Setting[] => (Array.isArray(value) ? value : []);

const byName = (jobs: Setting): ReadonlyMap<string, Configuration> =>
  new Map(
    list(jobs)
      .filter(isRecord)
      .map((job) => [`${job["job_name"]}`, job]),
  );

function jobDifferences(
  before: ReadonlyMap<string, Configuration>,
  after: ReadonlyMap<string, Configuration>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined || is === undefined)
      return [`job ${name} (${targetsOf(is ?? was ?? {}).join(", ")}) ${was === undefined ? "added" : "removed"}`];
    return [...targetDifferences(name, was, is), ...changed(`job ${name}`, settingsOf(was), settingsOf(is))];
  });
}

function targetDifferences(job: string, was: Configuration, is: Configuration): readonly string[] {
  const [before, after] = [targetsOf(was), targetsOf(is)];
  return [
    ...before.filter((target) => !after.includes(target)).map((target) => `target ${target} of job ${job} removed`),
    ...after.filter((target) => !before.includes(target)).map((target) => `target ${target} of job ${job} added`),
  ];
}

const targetsOf = (job: Configuration): readonly string[] =>
  list(job["static_configs"])
    .filter(isRecord)
    .flatMap(({ targets }) => list(targets).map(String));

/** All but the targets; labels of a group stand with the first target they are of. */
function settingsOf({ static_configs: groups, ...rest }: Configuration): Configuration {
  const labels = list(groups)
    .filter(isRecord)
    .flatMap(({ targets, labels }) =>
      list(targets).map((target): [string, Setting] => [`labels of ${target}`, labels]),
    );
  return { ...rest, ...Object.fromEntries(labels) };
}

function changed(subject: string, before: Configuration, after: Configuration): readonly string[] {
  const targets = (key: string): boolean => !key.startsWith("labels of ") || (key in before && key in after);
  const kept = (settings: Configuration): Configuration =>
    Object.fromEntries(Object.entries(settings).filter(([key]) => targets(key)));
  const lines = settingDifferences(kept(before), kept(after));
  return lines.length === 0 ? [] : [`${subject}: ${lines.join(", ")}`];
}

const alertmanagersOf = ({ alerting }: Configuration): readonly Configuration[] =>
  isRecord(alerting) ? list(alerting["alertmanagers"]).filter(isRecord) : [];

const withoutAlertmanagers = ({ alerting, ...rest }: Configuration): Configuration => {
  if (!isRecord(alerting)) return rest;
  const { alertmanagers: _, ...others } = alerting;
  return { ...rest, alerting: others };
};

function alertmanagerDifferences(before: readonly Configuration[], after: readonly Configuration[]): readonly string[] {
  const [was, is] = [before.flatMap(targetsOf), after.flatMap(targetsOf)];
  const lines = [
    ...was.filter((target) => !is.includes(target)).map((target) => `alertmanager ${target} removed`),
    ...is.filter((target) => !was.includes(target)).map((target) => `alertmanager ${target} added`),
  ];
  const same = canonical(before.map(settingsOf)) === canonical(after.map(settingsOf));
  return lines.length > 0 || same ? lines : ["settings of the alertmanagers changed"];
}
