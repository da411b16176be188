import { type Watch, watchesOf } from "../data/alerts.ts";
import type { Answer } from "../data/answers.ts";
import type { PanelJson } from "../data/dashboard.ts";
import { Dropdown, Icon, Menu, Tooltip } from "../grafana/controls.ts";
import { useBoard } from "./board.ts";

/** What stands beside a panel's title: how its alerts are, where its links lead, whether it is Grafana's own drawing. */
export function Badges(props: { panel: PanelJson; approximate: boolean; replace: (text: string) => string }) {
  const { panel, approximate, replace } = props;
  const { rules } = useBoard();
  const watches = rules.value ? watchesOf(panel.description ?? "", rules.value) : [];
  return (
    <>
      {watches.length > 0 && <AlertBadge watches={watches} />}
      <Links panel={panel} replace={replace} />
      {approximate && (
        <Tooltip content="Drawn by the preview: Grafana does not publish this panel. In Grafana it looks similar.">
          <span className="approximate" role="note" aria-label="approximate" />
        </Tooltip>
      )}
    </>
  );
}

/** A heart: whole and green while all is well, else broken, with the name of the most urgent alert. */
function AlertBadge({ watches }: { watches: readonly Watch[] }) {
  const [first] = watches;
  if (first === undefined) return null;
  const well = first.state === "inactive";
  const active = watches.filter(({ state }) => state === "firing" || state === "pending");
  const words = watches.map(({ name, severity, state }) => `${name} (${severity}): ${SAYS[state]}`).join("\n");
  return (
    <Tooltip content={<span className="lines">{words}</span>}>
      <span className={`watch ${first.state}`} role="status" aria-label={words}>
        <Icon name={well ? "heart" : "heart-break"} />
        {active.length > 0 && (
          <span>
            {first.name} {first.state}
            {active.length > 1 && ` +${active.length - 1}`}
          </span>
        )}
      </span>
    </Tooltip>
  );
}

const SAYS: { readonly [S in Watch["state"]]: string } = {
  firing: "firing",
  pending: "pending",
  inactive: "all is well",
  unknown: "not evaluated yet",
  missing: "Prometheus has no such rule",
};

function Links({ panel, replace }: { panel: PanelJson; replace: (text: string) => string }) {
  const links = panel.links ?? [];
  if (links.length === 0) return null;
  const menu = () => (
    <Menu>
      {links.map(({ title, url, targetBlank }) => (
        <Menu.Item
          key={`${title} ${url}`}
          label={replace(title)}
          url={replace(url)}
          target={targetBlank ? "_blank" : "_self"}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <button type="button" className="links" aria-label="Links">
        <Icon name="external-link-alt" />
      </button>
    </Dropdown>
  );
}

/** Looks at one panel alone, or takes its queries elsewhere. */
export function PanelMenu({ panel, queries }: { panel: PanelJson; queries: readonly Answer[] }) {
  const { view, alone, prometheus } = useBoard();
  const asked = queries
    .map(({ request }, index) => `g${index}.expr=${encodeURIComponent(request.expr)}&g${index}.tab=0`)
    .join("&");
  return (
    <Menu>
      {alone ? (
        <Menu.Item label="Back to the dashboard" icon="arrow-left" onClick={() => view(undefined)} />
      ) : (
        <Menu.Item label="View" icon="eye" onClick={() => view(panel.id)} />
      )}
      {prometheus !== "" && asked !== "" && (
        <Menu.Item
          label="Open in Prometheus"
          icon="external-link-alt"
          url={`${prometheus}/query?${asked}`}
          target="_blank"
        />
      )}
    </Menu>
  );
}
