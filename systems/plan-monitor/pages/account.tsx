import { identityApi, m, Page, Queried, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { ApiKeys } from "./parts/api-keys.tsx";
import { PasswordForm } from "./parts/password-form.tsx";
import { roleWord } from "./parts/role-words.ts";
import "./parts/commitment.css";

/** The own account: who one is, the password, API keys. */
export default function AccountPage() {
  const query = useApi(identityApi, "/api/session");
  return (
    <Page title={m.my_account()} tabTitle={m.my_account()} crumbs={[{ title: m.my_account() }]}>
      <Queried query={query}>
        {(session) =>
          session.signedIn ? (
            <>
              {session.mustChangePassword ? <p className="mr-note">{m.must_change_password()}</p> : null}
              <dl className="mr-panel mr-facts">
                <dt>{m.display_name()}</dt>
                <dd>{session.name}</dd>
                <dt>{m.user_name()}</dt>
                <dd>{session.userName}</dd>
                <dt>{m.roles()}</dt>
                <dd>
                  {session.roles.length > 0 ? session.roles.map(roleWord).join(m.list_separator()) : m.roles_none()}
                </dd>
                {session.organisation ? (
                  <>
                    <dt>{m.organisation()}</dt>
                    <dd>
                      <Link to={`/owners/${session.organisation}`}>{session.organisation}</Link>
                    </dd>
                  </>
                ) : null}
              </dl>
              <section className="mr-panel">
                <h2>{m.change_password()}</h2>
                <PasswordForm userName={session.userName ?? ""} />
              </section>
              {session.mustChangePassword ? null : (
                <section className="mr-panel">
                  <h2>{m.api_keys()}</h2>
                  <ApiKeys />
                </section>
              )}
            </>
          ) : (
            <p>
              {m.sign_in_first()} <Link to="/sign-in?back=/account">{m.sign_in()}</Link>
            </p>
          )
        }
      </Queried>
    </Page>
  );
}
