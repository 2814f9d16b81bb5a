import { createServer, type RequestListener, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Problem } from "@midreach/kernel/problems";

/** A port that answers; before `serve` it says that the server is starting. */
export interface Listener {
  /** `http://127.0.0.1:8470` */
  readonly address: string;
  serve(fetch: (request: Request, env: object) => Response | Promise<Response>): void;
  /** Ends requests that are under way within three seconds. */
  close(): Promise<void>;
}

const graceMs = 3000;

/**
 * Takes the port at once, so that a busy one is told before anything is opened.
 * @throws Problem `resource.conflict` when the port is taken, `request.invalid` when the address cannot be used
 */
export async function listen(host: string, port: number): Promise<Listener> {
  const server = createServer();
  const starting: RequestListener = (_request, response) => {
    response.writeHead(503, { "retry-after": "2", "content-type": "text/plain; charset=utf-8" });
    response.end("Midreach is starting.\n");
  };
  server.on("request", starting);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  const bound = server.address();
  const boundPort = typeof bound === "object" && bound ? bound.port : port;
  const shownHost = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    address: `http://${shownHost}:${boundPort}`,
    serve(fetch) {
      server.off("request", starting);
      server.on("request", getRequestListener(fetch as never, { overrideGlobalObjects: false }));
    },
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Problem("resource.conflict", `Port ${port} on ${host} is taken. Choose another with --port.`);
  }
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new Problem(
      "request.invalid",
      `Cannot listen on ${host} port ${port} (${error.code}). See --host and --port.`,
    );
  }
  return error;
}
