// A worker does not inherit its parent's TypeScript loader, so it brings its own before it loads the real file.
// Node versions that strip types themselves need none.
if (!process.features.typescript) {
  const { register } = await import("tsx/esm/api");
  register();
}
await import("./worker.ts");
