import type { Feed } from "@midreach/reach";
import { formatDate, formatList, formatNumber, m, SourceView, say } from "@midreach/ui";
import { Link } from "react-router";
import { NoDataGroups } from "./no-data-groups.tsx";
import { mapAddress, matrixAddress } from "./reach-api.ts";

interface FeedPanelProps {
  readonly feed: Feed;
  /** Whether it answers unless another is named. */
  readonly usual: boolean;
}

/** One timetable: what it covers, what it does not, and where it comes from. */
export function FeedPanel({ feed, usual }: FeedPanelProps) {
  const heading = `feed-${feed.id}`;
  return (
    <section className="mr-panel mr-stack" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{say(feed.title)}</h2>
        <div className="mr-chips">
          <span className="mr-chip">{feed.origin === "region" ? m.feeds_of_region() : m.feeds_of_import()}</span>
          <span className="mr-chip">{feed.judging ? m.feeds_judging() : m.feeds_not_judging()}</span>
          {usual ? <span className="mr-chip">{m.feeds_usual()}</span> : null}
        </div>
      </div>
      <FeedFacts feed={feed} />
      {feed.coverage.note ? <p className="mr-small mr-soft">{say(feed.coverage.note)}</p> : null}
      <div>
        <h3>{m.feeds_no_data({ count: feed.noData.length })}</h3>
        {feed.noData.length === 0 ? <p>{m.feeds_no_data_none()}</p> : <NoDataGroups places={feed.noData} />}
      </div>
      <div className="mr-chips">
        <Link className="mr-chip" to={mapAddress(undefined, { feed: feed.id })}>
          {m.reach_map()}
        </Link>
        <Link className="mr-chip" to={matrixAddress({ feed: feed.id })}>
          {m.reach_matrix()}
        </Link>
        <a className="mr-chip" href={feedFile(feed.id)} download>
          {m.feeds_download()}
        </a>
      </div>
    </section>
  );
}

/** Where a timetable can be fetched as GTFS. */
export const feedFile = (id: string): string => `/api/reach/feeds/${encodeURIComponent(id)}/gtfs`;

/** Period, classes, cities, size, licence: the same for a timetable that is there and for one that would be. */
export function FeedFacts({ feed }: { readonly feed: Feed }) {
  const { coverage } = feed;
  const facts: readonly (readonly [string, string])[] = [
    [m.feeds_id(), feed.id],
    [m.feeds_period(), m.feeds_from_to({ start: formatDate(coverage.start), end: formatDate(coverage.end) })],
    [m.feeds_measure_on(), formatDate(coverage.measureOn)],
    [
      m.feeds_published(),
      coverage.publishedBasis === "assumed"
        ? m.source_published_assumed({ date: formatDate(coverage.publishedAt) })
        : formatDate(coverage.publishedAt),
    ],
    [m.feeds_classes(), coverage.classes.length === 0 ? m.reach_all_classes() : formatList(coverage.classes)],
    [m.feeds_size(), m.feeds_counts({ stations: formatNumber(feed.stations), trips: formatNumber(feed.trips) })],
    [m.feeds_time_zone(), feed.timeZone],
  ];
  return (
    <dl className="mr-facts mr-small">
      {facts.map(([term, words]) => (
        <div key={term} className="mr-feed-fact">
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
      <div className="mr-feed-fact">
        <dt>{m.feeds_places({ count: coverage.places.length })}</dt>
        <dd>
          {coverage.places.length === 0
            ? m.feeds_places_none()
            : formatList(coverage.places.map((place) => say(place.name)))}
        </dd>
      </div>
      <div className="mr-feed-fact">
        <dt>{m.evidence_source()}</dt>
        <dd>
          <SourceView source={feed.source} />
        </dd>
      </div>
    </dl>
  );
}
