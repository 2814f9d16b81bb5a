import { fdatasyncSync, fsyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type InitArguments = Parameters<NodeFS["init"]>;
type InitResult = Awaited<ReturnType<NodeFS["init"]>>;

/** The part of Emscripten's NODEFS that we complete; it is not in PGlite's types. */
interface NodeFileStream {
  readonly nfd: number;
  readonly node: { readonly name: string; readonly parent: { readonly name: string } };
}
interface EmscriptenWithNodeFs {
  NODEFS: {
    stream_ops: {
      fsync?: (stream: NodeFileStream) => number;
      write: (
        stream: NodeFileStream,
        buffer: Uint8Array,
        offset: number,
        length: number,
        position: number | undefined,
      ) => number;
    };
  };
}

/** What the file system reports to its owner. */
export interface FileSystemEvents {
  /** The wasm program aborted (a PANIC): the instance is of no use any more. */
  onAbort(reason: string): void;
}

/**
 * PGlite's file system on Node, made durable. Emscripten's NODEFS has no `fsync` stream operation, and without one
 * `fsync()` of the wasm program succeeds without doing anything (PGlite 0.5.16). Must be used together with
 * `-c fsync=on -c wal_sync_method=fsync`: `fdatasync()`, PostgreSQL's default on Linux, never reaches the file system.
 */
export class DurableFileSystem extends NodeFS {
  /** Calls of fsync since the start. */
  fsyncCount = 0;
  /** Bytes of write-ahead log written since the counter was last set to 0. */
  walBytes = 0;
  readonly #events: FileSystemEvents;

  constructor(folder: string, events: FileSystemEvents) {
    super(folder);
    this.#events = events;
  }

  override async init(...args: InitArguments): Promise<InitResult> {
    const { emscriptenOpts } = await super.init(...args);
    const preRun = emscriptenOpts.preRun ?? [];
    const steps = Array.isArray(preRun) ? preRun : [preRun];
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        onAbort: (reason: unknown) => this.#events.onAbort(String(reason)),
        preRun: [...steps, (module: unknown) => this.amend(module as EmscriptenWithNodeFs)],
      } as InitResult["emscriptenOpts"],
    };
  }

  /** Adds the missing fsync and counts what is written. Tests of a full disk extend it. */
  protected amend(module: EmscriptenWithNodeFs): void {
    const operations = module.NODEFS.stream_ops;
    operations.fsync = (stream) => {
      this.fsyncCount += 1;
      // Segments of the log are made in full size: that their data are on the disk is enough, and takes half the time.
      // PostgreSQL does the same on Linux (its manual, 30.5: wal_sync_method = fdatasync).
      if (stream.node.parent.name === "pg_wal") {
        fdatasyncSync(stream.nfd);
      } else {
        fsyncSync(stream.nfd);
      }
      return 0;
    };
    const write = operations.write;
    operations.write = (stream, buffer, offset, length, position) => {
      const written = write(stream, buffer, offset, length, position);
      if (stream.node.parent.name === "pg_wal") {
        this.walBytes += written;
      }
      return written;
    };
  }
}
