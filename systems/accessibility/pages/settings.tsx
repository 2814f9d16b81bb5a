import { m, Page, Queried, useApi, useSession } from "@midreach/ui";
import { Link } from "react-router";
import { planApi, reachApi } from "./parts/reach-api.ts";
import { SettingsForm } from "./parts/settings-form.tsx";
import { SettingsHistory } from "./parts/settings-history.tsx";
import { SurroundingsEditor } from "./parts/surroundings-editor.tsx";
import { SurroundingsHistory } from "./parts/surroundings-history.tsx";
import "./parts/reach.css";
import "./parts/settings.css";

/** By what travel times are judged, since when and by whose decision; and which cities surround a capital. */
export default function SettingsPage() {
  const { session } = useSession();
  const mayDecide = session?.roles.includes("office") ?? false;
  const settings = useApi(reachApi, "/api/reach/settings");
  const surroundings = useApi(reachApi, "/api/reach/surroundings");
  const cities = useApi(planApi, "/api/cities");
  return (
    <Page
      title={m.settings_title()}
      tabTitle={m.settings_title()}
      crumbs={[{ title: m.reach_accessibility(), to: "/accessibility" }, { title: m.settings_title() }]}
      lead={m.settings_lead()}
    >
      {mayDecide ? null : (
        <p className="mr-note">
          {m.settings_who()} {session?.signedIn ? null : <Link to="/sign-in">{m.sign_in()}</Link>}
        </p>
      )}
      <Queried query={settings} lines={12}>
        {(answer) => (
          <>
            {/* After a decision the form begins anew from what now holds. */}
            <SettingsForm key={String(answer.history.length)} current={answer.current} mayDecide={mayDecide} />
            <SettingsHistory history={answer.history} />
          </>
        )}
      </Queried>
      <Queried query={surroundings} lines={12}>
        {(answer) => (
          <>
            <SurroundingsEditor answer={answer} cities={cities.data?.cities ?? []} mayDecide={mayDecide} />
            <SurroundingsHistory history={answer.history} />
          </>
        )}
      </Queried>
    </Page>
  );
}
