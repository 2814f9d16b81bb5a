import { m, say } from "@midreach/ui";
import { NoDataGroups } from "./no-data-groups.tsx";
import type { FeedStory } from "./promise-facts.ts";
import { coverageLine } from "./reach-words.ts";

/** Of which cities each timetable says nothing, and why; they count as unknown, never as not reached. */
export function PromiseNoData({ stories }: { readonly stories: readonly FeedStory[] }) {
  return (
    <section className="mr-panel mr-stack" aria-labelledby="no-data-heading">
      <div>
        <h2 id="no-data-heading">{m.reach_no_data_heading()}</h2>
        <p className="mr-small mr-soft">{m.reach_no_data_note()}</p>
      </div>
      {stories.map(({ feed }) => (
        <div key={feed.id}>
          <h3>{say(feed.title)}</h3>
          <p className="mr-small mr-soft">{coverageLine(feed)}</p>
          <NoDataGroups places={feed.noData} />
        </div>
      ))}
    </section>
  );
}
