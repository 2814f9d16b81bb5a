import { setFlagsFromString } from "node:v8";

/**
 * V8 of Node 20 ends the whole process ("unreachable code" in Deoptimizer::DoComputeBuiltinContinuation) when optimised
 * code into which it has inlined a call of WebAssembly has to be given up. Some thousand decisions of Cedar are enough.
 * Without that inlining a decision costs a few microseconds more. Must be imported before anything that calls
 * WebAssembly; harmless where the flag is already off, and left alone by versions of V8 that no longer know it.
 */
if (process.versions.node.startsWith("20.")) setFlagsFromString("--no-turbo-inline-js-wasm-calls");
