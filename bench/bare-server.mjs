// @ts-check
import { createServer } from "node:http";

/** @type {Map<string, Buffer>} */
let bodies = new Map();

const server = createServer((request, response) => {
  const body = bodies.get(request.url ?? "");
  response.writeHead(body ? 200 : 404, { "content-type": "application/json; charset=utf-8" });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
});
process.on("message", (/** @type {[string, string][]} */ given) => {
  bodies = new Map(given.map(([path, text]) => [path, Buffer.from(text)]));
  process.send?.("ready");
});
process.on("disconnect", () => process.exit(0));
