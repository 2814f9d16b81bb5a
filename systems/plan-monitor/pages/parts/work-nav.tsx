import { m, useSession } from "@midreach/ui";
import type { ReactNode } from "react";
import { Link, NavLink } from "react-router";
import "./reporting.css";

/** The pages of the office's daily work, one beside the other. Whoever is not signed in is sent to do so. */
export function WorkFrame({ children }: { readonly children: ReactNode }) {
  const { session } = useSession();
  const isStaff = session?.roles.some((role) => role !== "unit") ?? false;
  const entries = [
    { to: "/work", title: m.work_notices() },
    { to: "/rounds", title: m.rounds() },
    { to: "/assignments", title: m.assignments() },
    { to: "/supervisions", title: m.supervisions() },
    { to: "/closures", title: m.closures() },
    { to: "/consultations", title: m.consultations() },
    ...(session?.roles.includes("office") ? [{ to: "/public-comments", title: m.moderation() }] : []),
    ...(isStaff ? [{ to: "/imports", title: m.imports() }] : []),
  ];
  if (session && session.roles.length === 0) {
    return (
      <p className="mr-note">
        {m.work_sign_in()} <Link to="/sign-in?back=/work">{m.sign_in()}</Link>
      </p>
    );
  }
  return (
    <>
      <nav className="mr-work-nav" aria-label={m.work()}>
        {entries.map((entry) => (
          <NavLink key={entry.to} to={entry.to}>
            {entry.title}
          </NavLink>
        ))}
      </nav>
      {session ? children : null}
    </>
  );
}

/** A word with a colour for a state; the word alone says it too. */
export function StateMark({ state, children }: { readonly state: string; readonly children: ReactNode }) {
  return <span className={`mr-state mr-state-${state}`}>{children}</span>;
}
