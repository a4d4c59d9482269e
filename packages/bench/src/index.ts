export { run, type Benchmark, type Report } from './frame/benchmark.ts';
export type { Caller } from './frame/calls.ts';
export type { Contestant, Fact, Load, Settings } from './frame/contestant.ts';
export { markdownOf, placeIn, summaryOf } from './frame/markdown.ts';
export { figuresOf, type Figures } from './frame/statistics.ts';
export { childSettings, startChild, tellParent, whenLeft, type Child } from './frame/child.ts';

import { appendBatch } from './append-batch/append-batch.ts';
import { appendMany } from './append-many/append-many.ts';
import { append } from './append/append.ts';
import { decide } from './decide/decide.ts';
import { hotStreams } from './hot-streams/hot-streams.ts';
import { deliver } from './delivery/deliver.ts';
import { relay } from './delivery/relay.ts';
import { cliffs } from './cliffs/cliffs.ts';
import { growth } from './growth/growth.ts';
import { http } from './http/http.ts';
import { overload } from './overload/overload.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { view } from './view/view.ts';
import { workflow } from './workflow/workflow.ts';

/** All that need no app, in the order of the page. */
export const benchmarks = [
  append,
  appendBatch,
  appendMany,
  hotStreams,
  decide,
  view,
  rebuild,
  deliver,
  relay,
  http,
  overload,
  workflow,
  growth,
  cliffs,
];
