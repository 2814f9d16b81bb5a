import type { FeedList } from "@midreach/reach";
import { EmptyNote, m, Page, Queried, say, useApi, useSession } from "@midreach/ui";
import { useState } from "react";
import { Link } from "react-router";
import { FeedImport } from "./parts/feed-import.tsx";
import { FeedImports } from "./parts/feed-imports.tsx";
import { FeedPanel } from "./parts/feed-panel.tsx";
import { reachApi } from "./parts/reach-api.ts";
import "./parts/reach.css";
import "./parts/feeds.css";

/** The timetables: what each covers and what it does not, where it comes from; and bringing another one. */
export default function FeedsPage() {
  const { session } = useSession();
  const mayImport = session?.roles.some((role) => role === "office" || role === "administrator") ?? false;
  const feeds = useApi(reachApi, "/api/reach/feeds");
  const [round, setRound] = useState(0);
  return (
    <Page
      title={m.feeds_title()}
      tabTitle={m.feeds_title()}
      crumbs={[{ title: m.reach_accessibility(), to: "/accessibility" }, { title: m.feeds_title() }]}
      lead={m.feeds_lead()}
    >
      <Queried query={feeds} lines={12}>
        {(list) => <Feeds list={list} />}
      </Queried>
      <section className="mr-panel mr-stack" aria-labelledby="import-heading">
        <h2 id="import-heading">{m.feeds_import()}</h2>
        <p>{m.feeds_import_lead()}</p>
        {mayImport ? (
          // A new import begins with empty fields.
          <FeedImport key={round} onAnother={() => setRound(round + 1)} />
        ) : (
          <p className="mr-note">
            {m.feeds_import_who()} {session?.signedIn ? null : <Link to="/sign-in">{m.sign_in()}</Link>}
          </p>
        )}
      </section>
      <FeedImports mayRemove={mayImport} />
    </Page>
  );
}

function Feeds({ list }: { readonly list: FeedList }) {
  if (list.feeds.length === 0) return <EmptyNote>{list.note ? say(list.note) : m.reach_no_feeds()}</EmptyNote>;
  return (
    <div className="mr-feeds">
      {list.feeds.map((feed) => (
        <FeedPanel key={feed.id} feed={feed} usual={feed.id === list.default} />
      ))}
    </div>
  );
}
