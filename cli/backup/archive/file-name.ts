const ENDING = ".backup";
const NAME = /^(?<owner>.+)-(?<time>\d{8}T\d{6}Z)\.backup$/;

/** What an archive's name tells without its key. */
export interface NamedArchive {
  readonly file: string;
  /** `quantflow-two-local`: the instance and the environment. */
  readonly owner: string;
  readonly madeAt: Date;
}

/** `quantflow-local-20261123T214500Z.backup`: of one owner, they sort by their time. */
export const fileName = (instance: string, environment: string, madeAt: Date): string =>
  `${ownerOf(instance, environment)}-${madeAt.toISOString().replace(/[-:]|\.\d+/g, "")}${ENDING}`;

export const ownerOf = (instance: string, environment: string): string => `${instance}-${environment}`;

/** Undefined for any other name. */
export function namedArchive(file: string): NamedArchive | undefined {
  const { owner = "", time = "" } = NAME.exec(file)?.groups ?? {};
  const madeAt = new Date(
    time.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      (_, y, m, d, h, min, s) => `${y}-${m}-${d}T${h}:${min}:${s}Z`,
    ),
  );
  return Number.isNaN(madeAt.getTime()) ? undefined : { file, owner, madeAt };
}
