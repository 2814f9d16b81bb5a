import type { SystemManifest } from "@midreach/kernel/contracts";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Link, NavLink, useLocation, useNavigate, useNavigationType } from "react-router";
import { addressOf } from "../address/address.ts";
import { m, say, setLanguage, useLanguage } from "../texts/index.ts";
import "../styles/base.css";
import "./layout.css";

type MenuEntry = SystemManifest["menu"][number];

interface LayoutProps {
  /** Stands beside the name of the product. */
  readonly tagline?: string;
  /** Entries of the first system (the plan itself). */
  readonly mainMenu: readonly MenuEntry[];
  /** The other installed systems. */
  readonly systems: readonly SystemManifest[];
  /** Name of the person signed in, with what they may open. */
  readonly account?: {
    readonly name: string;
    readonly links: readonly { readonly to: string; readonly title: string }[];
  } | null;
  readonly onSignOut?: () => void;
  readonly children: ReactNode;
}

/** The frame of every page: skip link, name, search, language, account, menu; then the page; then the small print. */
export function Layout(props: LayoutProps) {
  const { pathname } = useLocation();
  const arrival = useNavigationType();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page closes the menu and starts at the top
  useEffect(() => {
    setOpen(false);
    if (arrival === "PUSH") window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <>
      <a className="mr-skip" href="#main">
        {m.skip_to_content()}
      </a>
      <header className="mr-header">
        <div className="mr-header-row">
          <Link to="/" className="mr-brand">
            <span className="mr-brand-name">{m.app_name()}</span>
            {props.tagline ? <span className="mr-brand-plan">{props.tagline}</span> : null}
          </Link>
          <SearchBox />
          <LanguageSwitch />
          <AccountLinks account={props.account ?? null} onSignOut={props.onSignOut} />
          <button
            type="button"
            className="mr-menu-button"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            {m.menu()}
          </button>
        </div>
        <Menu open={open} main={props.mainMenu} systems={props.systems} />
      </header>
      <main id="main" className="mr-main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="mr-footer mr-small">
        <span>{m.footer_line()}</span>
        <a href="/api/reference">{m.footer_api()}</a>
      </footer>
    </>
  );
}

interface MenuProps {
  readonly open: boolean;
  readonly main: readonly MenuEntry[];
  readonly systems: readonly SystemManifest[];
}

function Menu({ open, main, systems }: MenuProps) {
  const entries = [...main, ...systems.flatMap((system) => system.menu)].filter((entry) => !entry.hidden);
  return (
    <nav id="menu" className={open ? "mr-menu mr-menu-open" : "mr-menu"} aria-label={m.menu()}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.path}>
            <NavLink to={entry.path} end={entry.path === "/"}>
              {say(entry.title)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SearchBox() {
  const navigate = useNavigate();
  const location = useLocation();
  const current = location.pathname === "/commitments" ? (new URLSearchParams(location.search).get("q") ?? "") : "";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = new FormData(event.currentTarget).get("q");
    navigate(addressOf("/commitments", { q: typeof words === "string" ? words.trim() : undefined }));
  };
  return (
    <form className="mr-search" action="/commitments" onSubmit={submit} key={current}>
      <input
        type="search"
        name="q"
        defaultValue={current}
        aria-label={m.search_label()}
        placeholder={m.search_placeholder()}
        maxLength={100}
      />
      <button type="submit">{m.search()}</button>
    </form>
  );
}

function LanguageSwitch() {
  const language = useLanguage();
  const navigate = useNavigate();
  const location = useLocation();
  const other = language === "zh" ? "en" : "zh";
  const change = () => {
    setLanguage(other);
    const search = new URLSearchParams(location.search);
    if (!search.has("lang")) return;
    search.set("lang", other);
    navigate({ pathname: location.pathname, search: search.toString(), hash: location.hash }, { replace: true });
  };
  return (
    <button type="button" className="mr-language" lang={other === "zh" ? "zh-CN" : "en"} onClick={change}>
      {m.other_language()}
    </button>
  );
}

interface AccountLinksProps {
  readonly account: NonNullable<LayoutProps["account"]> | null;
  readonly onSignOut: LayoutProps["onSignOut"];
}

function AccountLinks({ account, onSignOut }: AccountLinksProps) {
  const { pathname, search } = useLocation();
  if (!account) {
    const back = pathname === "/sign-in" ? undefined : pathname + search;
    return (
      <Link to={addressOf("/sign-in", { back: back === "/" ? undefined : back })} className="mr-account-link">
        {m.sign_in()}
      </Link>
    );
  }
  return (
    <details className="mr-account" key={pathname}>
      <summary>{account.name}</summary>
      <ul>
        {account.links.map((link) => (
          <li key={link.to}>
            <Link to={link.to}>{link.title}</Link>
          </li>
        ))}
        <li>
          <button type="button" className="mr-button" onClick={onSignOut}>
            {m.sign_out()}
          </button>
        </li>
      </ul>
    </details>
  );
}
