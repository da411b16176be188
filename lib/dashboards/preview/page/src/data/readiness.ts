/** What programs read of the page as `window.__preview`: a contract with `dashboards screenshot` and the tests. */
export interface Preview {
  readonly dashboard: string;
  readonly panels: readonly PanelReport[];
  /** Every panel has settled. */
  readonly complete: boolean;
}

export interface PanelReport {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly state: PanelState;
  /** Drawn by hand, not by Grafana's own component. */
  readonly approximate: boolean;
  /** How many have a value. */
  readonly series: number;
  readonly queries: readonly QueryReport[];
  /** Why there is nothing, where it is known. */
  readonly reason?: string;
  /** Having nothing is as it should be: the panel says what that means. */
  readonly expected?: true;
}

export type PanelState = "loading" | "drawn" | "empty" | "failed" | "unsupported";

export interface QueryReport {
  readonly refId: string;
  /** As it was sent. */
  readonly expr: string;
  readonly series: number;
  readonly error?: string;
}

/** Collects the panels' reports and tells of every change. */
export class Readiness {
  #dashboard = "";
  readonly #reports = new Map<number, PanelReport>();
  readonly #publish: (preview: Preview) => void;

  constructor(publish: (preview: Preview) => void) {
    this.#publish = publish;
  }

  /** Another dashboard, or other panels of it: nothing of them is known yet. */
  begin(dashboard: string, panels: readonly Pick<PanelReport, "id" | "title" | "type">[]): void {
    const known = dashboard === this.#dashboard ? new Map(this.#reports) : new Map<number, PanelReport>();
    this.#dashboard = dashboard;
    this.#reports.clear();
    for (const panel of panels) this.#reports.set(panel.id, known.get(panel.id) ?? { ...panel, ...LOADING });
    this.#tell();
  }

  report(panel: PanelReport): void {
    if (!this.#reports.has(panel.id)) return;
    this.#reports.set(panel.id, panel);
    this.#tell();
  }

  #tell(): void {
    const panels = [...this.#reports.values()];
    this.#publish({ dashboard: this.#dashboard, panels, complete: panels.every(({ state }) => state !== "loading") });
  }
}

const LOADING = { state: "loading", approximate: false, series: 0, queries: [] } as const;
