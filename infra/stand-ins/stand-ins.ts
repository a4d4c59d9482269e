// What surrounds a merchant's support centre, for the sample: a carrier's system and the shops' site, in one process.
import { carrierEnvironment, runCarrier } from './carrier/run-carrier.ts';
import { environmentOf, log, stopOnSignals } from './running.ts';
import { runShop, shopEnvironment } from './shop/run-shop.ts';

stopOnSignals(
  await Promise.all([
    runCarrier(environmentOf(carrierEnvironment), log),
    runShop(environmentOf(shopEnvironment), log),
  ]),
);
