import { type Address, readAddress, writeAddress } from "../data/address.ts";
import type { Listed } from "../data/client.ts";
import { ToolbarButton } from "../grafana/controls.ts";

/** All dashboards, on the time and the choices that are shown now; and the theme. */
export function Nav(props: {
  listed: readonly Listed[];
  uid: string | undefined;
  mode: "light" | "dark";
  address: Address;
  change: (part: Partial<Address>) => void;
}) {
  const { listed, uid, mode, address, change } = props;
  const other = mode === "dark" ? "light" : "dark";
  return (
    <nav className="nav" aria-label="Dashboards">
      <ul>
        {listed.map((one) => (
          <li key={one.uid}>
            <a
              href={kept(one.url, address)}
              title={one.description}
              aria-current={one.uid === uid ? "page" : undefined}
            >
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

function kept(url: string, address: Address): string {
  const { uid, slug } = readAddress(url, "");
  return writeAddress({ ...address, uid, slug, viewPanel: undefined });
}
