// The stand-in carrier alone.
import { carrierEnvironment, runCarrier } from './carrier/run-carrier.ts';
import { environmentOf, log, stopOnSignals } from './running.ts';

stopOnSignals([await runCarrier(environmentOf(carrierEnvironment), log)]);
