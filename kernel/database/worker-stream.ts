import { Duplex } from "node:stream";
import type { Worker } from "node:worker_threads";

/**
 * The socket that node-postgres expects, with the worker at its other end. Because both backends are spoken to by one
 * driver over one protocol, they return the same JavaScript types and the same errors.
 */
export class WorkerStream extends Duplex {
  readonly #worker: Worker;
  readonly #receive = (message: unknown) => {
    if (message instanceof Uint8Array) {
      this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength));
    }
  };

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    worker.on("message", this.#receive);
  }

  connect(): this {
    setImmediate(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Data is pushed as it comes; a result has to fit in memory anyway.
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#worker.postMessage(Uint8Array.from(chunk));
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#worker.postMessage(Uint8Array.from(Buffer.concat(chunks.map(({ chunk }) => chunk))));
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#worker.off("message", this.#receive);
    done(error);
  }
}
