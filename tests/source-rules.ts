import ts from "typescript";

/** Parses a TypeScript, TSX or JavaScript file; no types are computed. */
export function parseSource(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : /\.[cm]?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

/** Functions, methods and classes' members that are longer than `limit` lines, as `file:line name (n lines)`. */
export function listLongFunctions(source: ts.SourceFile, limit: number): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || !node.body) return;
    const first = lineOf(source, node.getStart(source));
    const lines = lineOf(source, node.end) - first + 1;
    const name =
      node.name?.getText(source) ??
      (ts.isVariableDeclaration(node.parent) ? node.parent.name.getText(source) : "function");
    if (lines > limit) found.push(`${source.fileName}:${first} ${name} (${lines} lines)`);
  });
  return found;
}

/** Exported functions and classes without a documentation comment. */
export function listUndocumentedExports(source: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    const isExported = ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) continue;
    const isFunction =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      (ts.isVariableStatement(statement) &&
        statement.declarationList.declarations.some(
          ({ initializer }) => initializer && ts.isFunctionLike(initializer),
        ));
    if (!isFunction || ts.getJSDocCommentsAndTags(statement).length > 0) continue;
    const line = lineOf(source, statement.getStart(source));
    found.push(`${source.fileName}:${line} ${statement.getText(source).split("\n")[0]?.slice(0, 80)}`);
  }
  return found;
}

/** Default exports; pages and configuration files are the only ones that have them. */
export function listDefaultExports(source: ts.SourceFile): string[] {
  return source.statements
    .filter(
      (statement) =>
        ts.isExportAssignment(statement) ||
        (ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)),
    )
    .map((statement) => `${source.fileName}:${lineOf(source, statement.getStart(source))}`);
}

/** Attributes whose value a reader sees or hears. */
const spokenAttributes = new Set([
  "title",
  "alt",
  "placeholder",
  "label",
  "aria-label",
  "description",
  "content",
  "tooltip",
]);
const hasLetters = /\p{L}{2,}|\p{Script=Han}/u;

/** Words that stand in a page instead of its texts: JSX text, spoken attributes, Chinese in any string. */
export function listUntranslated(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, text: string) =>
    found.push(`${source.fileName}:${lineOf(source, node.getStart(source))} "${text.trim().slice(0, 60)}"`);
  visit(source, (node) => {
    if (ts.isJsxText(node) && hasLetters.test(node.text)) report(node, node.text);
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) return;
    if (/\p{Script=Han}/u.test(node.text)) report(node, node.text);
    else if (isSpoken(node) && hasLetters.test(node.text)) report(node, node.text);
  });
  return found;
}

/** `title="Words"`, `title={"Words"}` and `{"Words"}` between tags. */
function isSpoken(node: ts.Node): boolean {
  const holder = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
  if (ts.isJsxAttribute(holder)) return spokenAttributes.has(holder.name.getText());
  return ts.isJsxElement(holder) || ts.isJsxFragment(holder);
}
