import type { ChapterSummary, StatusCounts } from "@midreach/plan";
import { m, StatusBar, say } from "@midreach/ui";
import { Link } from "react-router";
import { usePlanScope } from "./plan-scope.ts";

/** The chapters with how many commitments stand where, at the plan's end and today. */
export function ChapterTable({ chapters }: { readonly chapters: readonly ChapterSummary[] }) {
  const { within } = usePlanScope();
  return (
    <table className="mr-table mr-chapters">
      <thead>
        <tr>
          <th scope="col">{m.chapter()}</th>
          <th scope="col" className="mr-end">
            {m.count()}
          </th>
          <th scope="col">{m.at_plan_end()}</th>
          <th scope="col">{m.today()}</th>
        </tr>
      </thead>
      <tbody>
        {chapters
          .filter((chapter) => chapter.total > 0)
          .map((chapter) => (
            <tr key={chapter.number}>
              <th scope="row">
                <Link to={within(`/chapters/${chapter.number}`)}>
                  {m.chapter_title({ number: chapter.number, title: say(chapter.title) })}
                </Link>
              </th>
              <td className="mr-end mr-number">{chapter.total}</td>
              <Counts title={m.at_plan_end()} counts={chapter.planEnd} />
              <Counts title={m.today()} counts={chapter.latest} />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** On a phone the column's heading stands above the bar, because there the rows are stacked. */
function Counts({ title, counts }: { readonly title: string; readonly counts: StatusCounts | null }) {
  return (
    <td>
      <span className="mr-chapters-when" aria-hidden="true">
        {title}
      </span>
      {counts ? <StatusBar counts={counts} legend="signs" /> : <span className="mr-soft">{m.not_evaluated()}</span>}
    </td>
  );
}
