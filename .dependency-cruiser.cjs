/**
 * Who may know whom: kernel <- engines <- systems <- apps, and for pages kernel <- ui <- systems <- apps.
 * tests/boundaries.test.ts plants violations of each rule and sees them caught.
 */
const outsideKernel = "^(engines/[^/]+|systems/[^/]+|ui|apps/[^/]+|bench)/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "kernel-knows-nobody",
      comment: "What everything stands on leans on nothing of ours.",
      severity: "error",
      from: { path: "^kernel/" },
      to: { path: "^(engines|ui|systems|apps|bench|tests)/" },
    },
    {
      name: "engines-stand-alone",
      comment: "Engines never import engines: what one offers to another is a contract in kernel/contracts.",
      severity: "error",
      from: { path: "^engines/([^/]+)/" },
      to: { path: "^(engines|ui|systems|apps|bench|tests)/", pathNot: "^engines/$1/" },
    },
    {
      name: "ui-knows-the-kernel-only",
      comment: "Shared parts of pages draw what they are handed.",
      severity: "error",
      from: { path: "^ui/" },
      to: { path: "^(engines|systems|apps|bench|tests)/" },
    },
    {
      name: "systems-stand-alone",
      comment: "A system combines engines; it knows neither another system nor the apps that collect it.",
      severity: "error",
      from: { path: "^systems/([^/]+)/" },
      to: { path: "^(systems|apps|bench|tests)/", pathNot: "^systems/$1/" },
    },
    {
      name: "regions-are-read-never-imported",
      comment: "A region pack is data that a person chooses at start.",
      severity: "error",
      from: {},
      to: { path: "^regions/" },
    },
    {
      name: "rooms-have-one-door",
      comment: "Others import a room by its package name; that leads to its index.ts and never past it.",
      severity: "error",
      from: { path: outsideKernel },
      to: {
        path: "^(kernel/[^/]+|engines/[^/]+|ui)/.+",
        pathNot: [
          "^$1/",
          "^(kernel/[^/]+|engines/[^/]+|ui)/index\\.tsx?$",
          "^kernel/http/client/index\\.ts$",
          "^(kernel/[^/]+|engines/[^/]+)/testing\\.ts$",
          "^engines/[^/]+/browser\\.ts$",
        ],
      },
    },
    {
      name: "kernel-rooms-have-one-door",
      comment: "Inside the kernel too: a room imports another room's index.ts or its types.ts.",
      severity: "error",
      from: { path: "^kernel/([^/]+)/" },
      to: {
        path: "^kernel/[^/]+/.+",
        pathNot: ["^kernel/$1/", "^kernel/[^/]+/(index|types|module|route|testing)\\.ts$"],
      },
    },
    {
      name: "testing-is-for-tests",
      comment: "What a room offers to tests is no part of the program.",
      severity: "error",
      from: { pathNot: ["\\.test\\.tsx?$", "/testing\\.ts$", "^(bench|tests)/"] },
      to: { path: "/testing\\.ts$", pathNot: "node_modules" },
    },
    {
      name: "pages-need-no-server",
      comment: "What a browser loads imports nothing of Node.",
      severity: "error",
      from: {
        path: "^(ui|apps/web/src|systems/[^/]+/(pages/|manifest\\.ts))",
        pathNot: ["\\.test\\.tsx?$", "\\.mjs$"],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "browser-doors-are-pure",
      comment: "What an engine offers to pages for the browser comes from its core alone.",
      severity: "error",
      from: { path: "^engines/[^/]+/browser\\.ts$" },
      to: { pathNot: "^engines/[^/]+/core/" },
    },
    {
      name: "cores-are-pure",
      comment: "A core has no input or output, no clock, no database.",
      severity: "error",
      from: { path: "^engines/[^/]+/core/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(engines/[^/]+/(store|api|loader)|kernel/(database|http|identity|audit|outbox|jobs))",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-circles",
      comment: "Data flows one way.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      comment: "An import that cannot be resolved would slip past every rule above.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^regions/", "/dist/", "/generated/"] },
    exclude: { path: ["/dist/", "/generated/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
      mainFields: ["module", "main", "types"],
    },
  },
};
