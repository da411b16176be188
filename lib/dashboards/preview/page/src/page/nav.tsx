import type { Address } from "../data/address.ts";
import type { Listed } from "../data/client.ts";
import { ToolbarButton } from "../grafana/controls.ts";

/** All dashboards, and the theme. */
export function Nav(props: {
  listed: readonly Listed[];
  uid: string | undefined;
  mode: "light" | "dark";
  change: (part: Partial<Address>) => void;
}) {
  const { listed, uid, mode, change } = props;
  const other = mode === "dark" ? "light" : "dark";
  return (
    <nav className="nav" aria-label="Dashboards">
      <ul>
        {listed.map((one) => (
          <li key={one.uid}>
            <a href={one.url} title={one.description} aria-current={one.uid === uid ? "page" : undefined}>
              {one.title}
            </a>
          </li>
        ))}
      </ul>
      <ToolbarButton
        icon="adjust-circle"
        tooltip={`Use the ${other} theme`}
        aria-label={`Use the ${other} theme`}
        onClick={() => change({ theme: other })}
      />
    </nav>
  );
}
