import { EmptyNote, m, Page, Queried, useApi, useSession } from "@midreach/ui";
import { judgingApi } from "./parts/judging-api.ts";
import { ConsultationLines } from "./parts/standing-panel.tsx";
import { WorkFrame } from "./parts/work-nav.tsx";

/** Consultations on drafts: what units are asked about, and what they said. */
export default function ConsultationsPage() {
  return (
    <Page
      title={m.consultations()}
      tabTitle={m.consultations()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.consultations() }]}
      lead={m.consultations_lead()}
    >
      <WorkFrame>
        <List />
      </WorkFrame>
    </Page>
  );
}

function List() {
  const { session } = useSession();
  const enabled = (session?.roles.length ?? 0) > 0;
  const query = useApi(judgingApi, "/api/consultations", {}, { enabled });
  return (
    <Queried query={query}>
      {({ consultations }) =>
        consultations.length === 0 ? (
          <EmptyNote>{m.consultations_none()}</EmptyNote>
        ) : (
          <section className="mr-panel">
            <ConsultationLines consultations={consultations} />
          </section>
        )
      }
    </Queried>
  );
}
