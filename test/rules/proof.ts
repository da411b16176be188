/** An alert's proof by hand, in promtool's notation: one sample every 15 s unless said otherwise, beginning at 0. */
export interface Proof {
  readonly alert: string;
  /** Input that goes wrong and, unless the alert can never resolve, comes right again. */
  readonly series: Series;
  readonly every?: string;
  /** Before it goes wrong, and before it has been wrong for long enough. */
  readonly silentAt: readonly string[];
  readonly firesAt: string;
  /** Further evaluations at which it fires just the same, whatever its texts then say; none may be missing. */
  readonly staysAt?: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  readonly resolvedAt?: string;
  /** Input that looks much the same and must not fire. */
  readonly silent: readonly { readonly when: string; readonly series: Series; readonly at: readonly string[] }[];
}
type Series = Readonly<Record<string, string>>;

interface TestGroup {
  readonly name: string;
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly alert_rule_test: readonly {
    readonly eval_time: string;
    readonly alertname: string;
    readonly exp_alerts: readonly object[];
  }[];
  readonly promql_expr_test?: readonly {
    readonly expr: string;
    readonly eval_time: string;
    readonly exp_samples: readonly object[];
  }[];
}

/** Every evaluation from one minute to another, both included. */
export const quarters = (from: number, to: number): readonly string[] =>
  Array.from({ length: (to - from) * 4 + 1 }, (_, index) => `${from * 60 + index * 15}s`);

const inputs = (series: Series) => Object.entries(series).map(([name, values]) => ({ series: name, values }));

/** The names under which promtool reports a proof's parts. */
export const partsOf = ({ alert, silent, staysAt, resolvedAt }: Proof): readonly string[] => [
  `${alert} fires`,
  ...(staysAt ? [`${alert} stays`] : []),
  ...(resolvedAt ? [`${alert} resolves`] : []),
  ...silent.map(({ when }) => `${alert} stays silent when ${when}`),
];

/** A proof as test groups of promtool: it fires with its texts, it resolves, it stays silent. */
export function groupsOf(proof: Proof): readonly TestGroup[] {
  const { alert, every = "15s", labels, summary, description } = proof;
  const at = (eval_time: string, ...exp_alerts: readonly object[]) => ({ eval_time, alertname: alert, exp_alerts });
  const group = (name: string, series: Series, alert_rule_test: TestGroup["alert_rule_test"]): TestGroup => ({
    name,
    interval: every,
    input_series: inputs(series),
    alert_rule_test,
  });
  const firing = { exp_labels: labels, exp_annotations: { summary, description } };
  return [
    group(`${alert} fires`, proof.series, [...proof.silentAt.map((time) => at(time)), at(proof.firesAt, firing)]),
    ...(proof.staysAt
      ? [{ ...group(`${alert} stays`, proof.series, []), promql_expr_test: firesAt(alert, proof.staysAt) }]
      : []),
    ...(proof.resolvedAt
      ? [group(`${alert} resolves`, proof.series, [at(proof.firesAt, firing), at(proof.resolvedAt)])]
      : []),
    ...proof.silent.map((silent) =>
      group(
        `${alert} stays silent when ${silent.when}`,
        silent.series,
        silent.at.map((time) => at(time)),
      ),
    ),
  ];
}

/** By the series that Prometheus keeps of alerts: promtool's own test of alerts compares texts, which tell a value that moves. */
const firesAt = (alert: string, times: readonly string[]) =>
  times.map((eval_time) => ({
    expr: `count(ALERTS{alertname="${alert}",alertstate="firing"})`,
    eval_time,
    exp_samples: [{ labels: "{}", value: 1 }],
  }));
