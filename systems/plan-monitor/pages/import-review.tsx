import type { ImportDetail, ImportSentence, Reviewed } from "@midreach/plan";
import {
  choiceField,
  Loading,
  m,
  numberField,
  Page,
  ProblemView,
  Queried,
  useAddress,
  useApi,
  useSession,
} from "@midreach/ui";
import { useState } from "react";
import { useParams } from "react-router";
import { WaitingDrafts } from "./parts/import-conflict.tsx";
import { ImportFinish } from "./parts/import-finish.tsx";
import { ImportForm } from "./parts/import-form.tsx";
import { ImportHelp, ReviewBar } from "./parts/import-help.tsx";
import { ImportList } from "./parts/import-list.tsx";
import { ImportPanel, type ReviewActs } from "./parts/import-panel.tsx";
import { ImportSettingsForm } from "./parts/import-settings.tsx";
import { ImportSource } from "./parts/import-source.tsx";
import { importApi } from "./parts/plan-api.ts";
import { useImportForm } from "./parts/use-import-form.ts";
import { useImportReview } from "./parts/use-import-review.ts";
import { useKeys } from "./parts/use-keys.ts";
import "./parts/import-review.css";
import "./parts/reporting.css";

/** The review of one imported plan, sentence by sentence, keyboard first. */
export default function ImportReviewPage() {
  const { id = "" } = useParams();
  const query = useApi(importApi, "/api/imports/{id}", { params: { id } });
  const { session } = useSession();
  // Whose texts wait on this device is known as soon as somebody is.
  const person = session && (session.userName ?? session.name);
  return (
    <Queried query={query} whole>
      {(detail) => (
        <Page
          title={detail.import.title}
          tabTitle={detail.import.title}
          crumbs={[{ title: m.imports(), to: "/imports" }, { title: detail.import.title }]}
          lead={m.import_review_lead({ name: detail.import.name, by: detail.import.createdBy })}
        >
          {person === undefined ? (
            <Loading lines={8} />
          ) : (
            <Review key={`${id} ${detail.import.version}`} detail={detail} person={person} />
          )}
        </Page>
      )}
    </Queried>
  );
}

const spec = {
  filter: choiceField(["undecided", "commits", "doubtful"]),
  chapter: numberField(0),
} as const;

function Review({ detail, person }: { readonly detail: ImportDetail; readonly person: string }) {
  const { id } = detail.import;
  const [address, setAddress] = useAddress(spec);
  const filter = address.filter ?? "all";
  const chapter = address.chapter === 0 ? undefined : address.chapter;
  const review = useImportReview({ id, filter, chapter });
  const form = useImportForm({ review, id, person, mayReview: detail.mayReview });
  const [help, setHelp] = useState(false);
  const [keys, setKeys] = useState(() => window.localStorage.getItem("midreach-keys") !== "off");
  const { active, sentences = [] } = review;
  const go = (step: number) => {
    const index = sentences.findIndex((sentence) => sentence.ordinal === active?.ordinal);
    const next = sentences[index + step];
    if (next) review.setActive(next.ordinal);
    else if (step > 0 && review.more) void review.loadMore();
    form.leave();
  };
  const acts = actsOf({ active, review, go, form, mayReview: detail.mayReview });
  useKeys({ ...keysOf(acts, go), "?": () => setHelp(!help), escape: form.leave }, keys);
  const toggleKeys = (on: boolean) => {
    window.localStorage.setItem("midreach-keys", on ? "on" : "off");
    setKeys(on);
  };
  return (
    <>
      <ReviewBar
        detail={detail}
        progress={review.progress ?? detail.import.progress}
        filter={filter}
        chapter={address.chapter}
        onChange={(change) => setAddress(change)}
        onHelp={() => setHelp(!help)}
      />
      {help ? <ImportHelp keys={keys} onKeys={toggleKeys} /> : null}
      {detail.mayReview ? (
        <details className="mr-panel">
          <summary>{m.import_settings()}</summary>
          <ImportSettingsForm detail={detail} />
        </details>
      ) : null}
      <WaitingDrafts drafts={form.waiting} onResume={(draft) => void form.resume(draft)} onForget={form.forget} />
      {form.lost ? <p className="mr-warn">{m.import_not_kept()}</p> : null}
      {review.error ? <ProblemView error={review.error} /> : null}
      <Work detail={detail} review={review} acts={acts} form={form} />
      <ImportFinish detail={detail} />
    </>
  );
}

/** Single keys and what they do. */
const keysOf = (acts: ReviewActs, go: (step: number) => void) => ({
  j: () => go(1),
  arrowdown: () => go(1),
  k: () => go(-1),
  arrowup: () => go(-1),
  a: acts.accept,
  r: acts.reject,
  e: acts.edit,
  s: acts.split,
  m: acts.merge,
  u: acts.undo,
});

interface WorkProps {
  readonly detail: ImportDetail;
  readonly review: ReturnType<typeof useImportReview>;
  readonly acts: ReturnType<typeof actsOf>;
  readonly form: ReturnType<typeof useImportForm>;
}

/** The list, and beside it the active sentence with its decision or its form. */
function Work({ detail, review, acts, form }: WorkProps) {
  const { editing } = form;
  const { active, sentences } = review;
  if (!sentences) return <Loading lines={8} />;
  return (
    <div className="mr-import">
      <ImportList
        sentences={sentences}
        active={active?.ordinal}
        more={review.more}
        onMore={() => void review.loadMore()}
        onChoose={(ordinal) => {
          form.leave();
          review.setActive(ordinal);
        }}
      />
      {active ? (
        <div className="mr-import-work">
          <ImportSource sentence={active} />
          {editing?.ordinal === active.ordinal ? (
            <ImportForm
              key={`${active.ordinal} ${editing.start.length}`}
              sentence={active}
              editing={editing}
              choices={detail.choices}
              onTyped={form.typed}
              onSave={acts.save}
              onForget={() => form.forget(editing.ordinal)}
            />
          ) : (
            <ImportPanel
              id={detail.import.id}
              sentence={active}
              choices={detail.choices}
              mayReview={detail.mayReview}
              acts={acts}
            />
          )}
        </div>
      ) : null}
    </div>
  );
}

interface ActsOf {
  readonly active: ImportSentence | undefined;
  readonly review: ReturnType<typeof useImportReview>;
  readonly go: (step: number) => void;
  readonly form: ReturnType<typeof useImportForm>;
  readonly mayReview: boolean;
}

/** What each key and button does to the active sentence. A decision leads on to the next sentence. */
function actsOf({ active, review, go, form, mayReview }: ActsOf): ReviewActs & {
  readonly save: (commitments: Reviewed[]) => void;
} {
  const open = active && mayReview && active.state !== "merged" ? active : undefined;
  const then = (work: Promise<boolean>) => void work.then((done) => done && go(1));
  const startRows = (sentence: ImportSentence) =>
    sentence.commitments && sentence.commitments.length > 0 ? sentence.commitments : sentence.proposal;
  return {
    accept: () => open && then(review.decide(open, { decision: "accept" })),
    reject: () => open && then(review.decide(open, { decision: "reject" })),
    edit: () => open && form.open(open, startRows(open)),
    split: () => {
      const rows = open ? startRows(open) : [];
      const [first] = rows;
      if (!open || !first) return;
      const start = rows.length > 1 ? rows : [first, { ...first, text: { zh: "", en: "" } }];
      form.open(open, start);
    },
    merge: () => void (open && review.merge(open)),
    undo: () => void (open && review.undo(open)),
    save: (commitments) => {
      if (!open) return;
      const decision = commitments.length === 1 ? "correct" : "split";
      const { ordinal } = open;
      const save = async () => {
        const done = await review.decide(open, { decision, commitments });
        if (done) form.forget(ordinal);
        return done;
      };
      then(save());
    },
  };
}
