import { Problem, problemCodes } from "@midreach/kernel/problems";
import { Link } from "react-router";
import { m, say } from "../texts/index.ts";
import "./problem.css";

/** What went wrong in a few words. */
export function problemTitle(error: unknown): string {
  return error instanceof Problem ? say(problemCodes[error.code]) : m.problem_unreachable();
}

/** What went wrong, in plain words: title, detail, every fault with what to do, and a way on. */
export function ProblemView({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  const detail = problem ? say(problem.detail) : m.problem_unreachable_detail();
  return (
    <div className="mr-problem" role="alert">
      <h2>{problemTitle(error)}</h2>
      <p>{detail}</p>
      {problem && problem.faults.length > 0 ? (
        <ul className="mr-list">
          {problem.faults.map((fault) => (
            <li key={`${fault.where} ${say(fault.what)}`}>
              <strong>{fault.where}</strong> {say(fault.what)} {fault.fix ? say(fault.fix) : ""}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="mr-problem-actions">
        {problem?.code === "auth.required" ? <Link to="/sign-in">{m.sign_in()}</Link> : null}
        {onRetry && problem?.code !== "resource.not-found" ? (
          <button type="button" className="mr-button" onClick={onRetry}>
            {m.try_again()}
          </button>
        ) : null}
        <Link to="/">{m.to_front_page()}</Link>
      </p>
    </div>
  );
}
