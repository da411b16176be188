import { useCallback, useEffect, useState } from "react";
import type { Client } from "../data/client.ts";
import type { Readiness } from "../data/readiness.ts";
import { Theme } from "../grafana/theme.tsx";
import { Dashboard } from "./dashboard.tsx";
import { Message } from "./message.tsx";
import { Nav } from "./nav.tsx";
import { useAddress } from "./use-address.ts";
import { useLoaded } from "./use-loaded.ts";

/** The whole page: which dashboards there are, and the one that the address names. */
export function App({ client, readiness }: { client: Client; readiness: Readiness }) {
  const [address, change] = useAddress();
  const [version, setVersion] = useState(0);
  const settings = useLoaded("settings", client.settings);
  const listed = useLoaded(`dashboards ${version}`, client.dashboards);
  const uid = address.uid ?? listed.value?.[0]?.uid;
  const dashboard = useLoaded(uid && `${uid} ${version}`, () => client.dashboard(uid ?? ""));
  // The same function at every rendering: another one would end the stream of events and begin it anew.
  const renew = useCallback(() => setVersion((last) => last + 1), []);
  const broken = useEvents(settings.value?.watch === true, renew);
  const mode = address.theme ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
  const problem = settings.problem ?? listed.problem ?? dashboard.problem ?? broken;
  const title = dashboard.value?.title;
  useEffect(() => {
    document.title = title ?? "Dashboards";
  }, [title]);
  return (
    <Theme mode={mode}>
      {!address.kiosk && <Nav listed={listed.value ?? []} uid={uid} mode={mode} address={address} change={change} />}
      <main>
        {problem && <Message title="The preview cannot go on" text={problem} />}
        {dashboard.value && settings.value && (
          <Dashboard
            key={dashboard.value.uid}
            dashboard={dashboard.value}
            settings={settings.value}
            {...{ address, change, client, readiness }}
          />
        )}
      </main>
    </Theme>
  );
}

/** Follows the server's word of changed dashboards; what it says of code that does not compile. */
function useEvents(watch: boolean, changed: () => void): string | undefined {
  const [broken, setBroken] = useState<string | undefined>();
  useEffect(() => {
    if (!watch) return;
    const events = new EventSource("/api/events");
    events.addEventListener("changed", () => {
      setBroken(undefined);
      changed();
    });
    events.addEventListener("broken", ({ data }: MessageEvent<string>) => setBroken(JSON.parse(data).message));
    return () => events.close();
  }, [watch, changed]);
  return broken;
}
