import type { CommitmentRow, Plan } from "@midreach/plan";
import {
  addressOf,
  DownloadLinks,
  EmptyNote,
  m,
  NotFound,
  Page,
  Queried,
  StatusBar,
  say,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { Link, useParams } from "react-router";
import { CommitmentTable } from "./parts/commitment-table.tsx";
import { planApi } from "./parts/plan-api.ts";
import { plansCrumb, usePlanScope } from "./parts/plan-scope.ts";
import { ScopeNotes } from "./parts/scope-notes.tsx";

type Chapter = Plan["chapters"][number];

/** More than any chapter has: a chapter is shown whole. */
const wholeChapter = 500;

/** One chapter: its sections and their commitments. */
export default function ChapterPage() {
  const { number } = useParams();
  const plan = useApi(planApi, "/api/plan", usePlanScope().query);
  return (
    <Queried query={plan} whole lines={20}>
      {(answer) => {
        const chapter = answer.chapters.find((item) => String(item.number) === number);
        return chapter ? <ChapterView plan={answer} chapter={chapter} /> : <NotFound />;
      }}
    </Queried>
  );
}

function ChapterView({ plan, chapter }: { readonly plan: Plan; readonly chapter: Chapter }) {
  const language = useLanguage();
  const { plan: scope, within } = usePlanScope();
  const query = { chapter: chapter.number, plan: scope, page: 1, pageSize: wholeChapter };
  const list = useApi(planApi, "/api/commitments", { query });
  const title = m.chapter_title({ number: chapter.number, title: say(chapter.title) });
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[...plansCrumb(scope, within), { title }]}
      actions={
        <DownloadLinks path="/api/commitments" query={{ chapter: chapter.number, plan: scope }} language={language} />
      }
    >
      <div className="mr-columns mr-columns-even">
        <ChapterCounts title={m.at_plan_end()} chapter={chapter} counts={chapter.planEnd} evaluation="plan-end" />
        <ChapterCounts title={m.today()} chapter={chapter} counts={chapter.latest} />
      </div>
      <ScopeNotes notes={plan.notes} />
      <Queried query={list} lines={20}>
        {(answer) => <Sections chapter={chapter} rows={answer.rows} />}
      </Queried>
    </Page>
  );
}

interface ChapterCountsProps {
  readonly title: string;
  readonly chapter: Chapter;
  readonly counts: Chapter["latest"];
  readonly evaluation?: string;
}

function ChapterCounts({ title, chapter, counts, evaluation }: ChapterCountsProps) {
  const { within } = usePlanScope();
  if (!counts) return null;
  return (
    <section className="mr-panel">
      <h2>{title}</h2>
      <StatusBar
        counts={counts}
        legend="words"
        hrefFor={(status) => addressOf(within("/commitments"), { chapter: chapter.number, status, evaluation })}
      />
    </section>
  );
}

function Sections({ chapter, rows }: { readonly chapter: Chapter; readonly rows: readonly CommitmentRow[] }) {
  if (rows.length === 0) return <EmptyNote>{m.chapter_empty()}</EmptyNote>;
  const sections = chapter.sections.filter((section) => rows.some((row) => row.section === section.number));
  const titled = new Set(sections.map((section) => section.number));
  const opening = rows.filter((row) => !titled.has(row.section));
  return (
    <>
      {sections.length > 1 ? (
        <nav aria-label={m.sections()} className="mr-chips">
          {sections.map((section) => (
            <Link key={section.number} className="mr-chip" to={`#section-${section.number}`}>
              {sectionTitle(chapter.number, section)} ({section.total})
            </Link>
          ))}
        </nav>
      ) : null}
      {opening.length > 0 ? <CommitmentTable rows={opening} empty={m.chapter_empty()} /> : null}
      {sections.map((section) => (
        <section key={section.number} id={`section-${section.number}`} className="mr-section">
          <h2>{sectionTitle(chapter.number, section)}</h2>
          <CommitmentTable rows={rows.filter((row) => row.section === section.number)} empty={m.chapter_empty()} />
        </section>
      ))}
    </>
  );
}

/** `4.1 Transport`; what stands before the first section is the chapter's opening. */
function sectionTitle(chapter: number, section: Chapter["sections"][number]): string {
  return section.number === 0 ? m.chapter_opening() : `${chapter}.${section.number} ${say(section.title)}`;
}
