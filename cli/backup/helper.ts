/**
 * The short-lived container that reads or fills one volume: the engine's own way to its files, whether it is on this
 * machine or on another. It has no network, and of root's rights those over files alone.
 */
export function helperArguments(
  image: string,
  volumes: Readonly<Record<string, string>>,
  script: string,
  variables: Readonly<Record<string, string>> = {},
): readonly string[] {
  return [
    ...["run", "--rm", "--interactive", "--pull=never", "--network=none", "--read-only", "--user=0:0"],
    ...["--log-driver=none", "--cap-drop=ALL", "--cap-add=CHOWN", "--cap-add=DAC_OVERRIDE", "--cap-add=FOWNER"],
    "--security-opt=no-new-privileges",
    ...Object.entries(volumes).map(
      ([volume, at]) => `--mount=type=volume,source=${volume},target=${at},volume-nocopy=true`,
    ),
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    ...["--entrypoint=sh", image, "-c", script],
  ];
}
