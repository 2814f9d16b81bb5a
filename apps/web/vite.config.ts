import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const dist = fileURLToPath(new URL("./dist", import.meta.url));

/** Writes `.br` and `.gz` beside every text file of the build, so that the server compresses nothing at run time. */
function precompress(): Plugin {
  return {
    name: "midreach-precompress",
    apply: "build",
    writeBundle() {
      for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
        const file = join(dist, name);
        if (!/\.(js|css|svg)$/.test(name) || statSync(file).size < 1024) continue;
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

/**
 * The component library measures scroll bars and locks scrolling with style elements that it gives no nonce, whatever
 * its settings say. Here they get the page's, so that the strict policy lets them in.
 */
function styleNonce(): Plugin {
  return {
    name: "midreach-style-nonce",
    apply: "build",
    transform(code, id) {
      if (!id.endsWith("@rc-component/util/es/Dom/dynamicCSS.js")) return null;
      const mark = "if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }";
      if (!code.includes(mark)) throw new Error("@rc-component/util adds its styles in a new way: revise styleNonce");
      const nonce = `document.querySelector('meta[property="csp-nonce"]')?.nonce ?? ""`;
      return { code: code.replace(mark, `styleNode.nonce = csp?.nonce ?? ${nonce};`), map: null };
    },
  };
}

const config: UserConfig = {
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), styleNonce(), precompress()],
  // The server puts the nonce of each answer where this mark stands.
  html: { cspNonce: "__MIDREACH_NONCE__" },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    // An inlined asset would be a `data:` address, which the policy forbids for scripts and styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": process.env.MIDREACH_API ?? "http://127.0.0.1:8470" },
  },
};

export default defineConfig(({ command }) => {
  // Vite takes NODE_ENV from whoever starts it (tests set "test"); what is built is always the product.
  if (command === "build") process.env.NODE_ENV = "production";
  return config;
});
