// A load generator in a process of its own.
import { answering } from '../frame/answering.ts';
import { tellParent, whenLeft } from '../frame/child.ts';
import { flood, type Flood } from './flood.ts';

answering<Flood>(flood);
whenLeft(async () => undefined);
tellParent({});
