import type { Child, OwnKafka, OwnPostgres, Proxy, Stage } from '@kefu/testing/faults';
import type { Notes } from '../notes/service.ts';

/** What runs while faults come and go. */
export type World = {
  stage: Stage;
  service: Notes;
  postgres: OwnPostgres;
  kafka: OwnKafka;
  /** Between the service's processes and PostgreSQL. */
  link: Proxy;
  /** Processes that are killed, ended and frozen, and replaced. */
  victims: Child[];
  startVictim(): Promise<void>;
};
