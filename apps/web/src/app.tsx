import { Boundary, Layout, Loading, NotFound, say, useLanguage, useSession } from "@midreach/ui";
import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { listPages, systems } from "./systems.ts";

const pages = listPages().map(({ path, load }) => ({ path, Page: lazy(load) }));
const [main, ...others] = systems;

/** The frame with menu and account, and in it the page that the address names. */
export function App() {
  const language = useLanguage();
  const session = useSession();
  return (
    <Layout
      mainMenu={main?.menu ?? []}
      {...(main ? { tagline: say(main.title) } : {})}
      systems={others}
      account={session.account}
      onSignOut={() => void session.signOut()}
    >
      <Boundary key={language}>
        <Suspense fallback={<Loading lines={12} />}>
          <Routes>
            {pages.map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Boundary>
    </Layout>
  );
}
