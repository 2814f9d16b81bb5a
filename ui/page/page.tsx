import { type ReactNode, useEffect, useRef } from "react";
import { Link, useNavigationType } from "react-router";
import { m } from "../texts/index.ts";
import "./page.css";

/** One step of the way from the front page to here; the last one is the page itself and has no address. */
export interface Crumb {
  readonly title: string;
  readonly to?: string;
}

interface PageProps {
  /** Heading of the page. */
  readonly title: ReactNode;
  /** Title of the browser's tab and of a bookmark; plain text. */
  readonly tabTitle: string;
  readonly crumbs?: readonly Crumb[];
  /** Stands above the heading: number, tags. */
  readonly above?: ReactNode;
  /** Stands below the heading. */
  readonly lead?: ReactNode;
  /** Buttons and links that concern the whole page. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of one page: title, way back, heading. After a change of page the heading takes the focus. */
export function Page({ title, tabTitle, crumbs, above, lead, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The browser itself announces the first page and those one comes back to.
  const arrived = useNavigationType() !== "POP";
  useEffect(() => {
    if (arrived && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [arrived]);
  return (
    <>
      <title>{m.tab_title({ page: tabTitle })}</title>
      {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
      <header className="mr-page-head">
        {above ? <div className="mr-page-above">{above}</div> : null}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <div className="mr-page-lead">{lead}</div> : null}
        {actions ? <div className="mr-page-actions">{actions}</div> : null}
      </header>
      <div className="mr-stack">{children}</div>
    </>
  );
}

function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const all: readonly Crumb[] = [{ title: m.nav_overview(), to: "/" }, ...crumbs];
  return (
    <nav aria-label={m.breadcrumb()} className="mr-breadcrumb">
      <ol>
        {all.map((crumb) => (
          <li key={`${crumb.to ?? ""} ${crumb.title}`}>
            {crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : <span aria-current="page">{crumb.title}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Grey lines in the place of what is being fetched; `lines` about as many as the content will take. */
export function Loading({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div className="mr-loading" role="status" aria-label={m.loading()}>
      {Array.from({ length: lines }, (_, line) => (
        // Lines are all alike and never move.
        <span key={line.toString()} className={line % 3 === 2 ? "mr-loading-short" : ""} />
      ))}
    </div>
  );
}

/** A quiet word where a list is empty. */
export function EmptyNote({ children }: { readonly children: ReactNode }) {
  return <p className="mr-empty">{children}</p>;
}
