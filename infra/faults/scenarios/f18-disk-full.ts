import { setTimeout as delay } from 'node:timers/promises';
import { fillDisk, startOwnKafka, startOwnPostgres, until, type Scenario } from '@kefu/testing/faults';
import { openNotes } from '../notes/service.ts';
import { sharedPostgres } from '../servers.ts';

export const postgresDiskFull = (): Scenario => ({
  name: 'F18',
  title: 'PostgreSQL’s disk is full',
  checks: ['I1', 'I3', 'I5', 'I7'],
  play: async (stage) => {
    const postgres = await startOwnPostgres(stage, 'small-postgres', { diskMegabytes: 256 });
    const service = await openNotes(stage, { postgres: postgres.address });
    const writing = service.write(16);
    await until('events are there', () => writing.acknowledged() > 500);
    const free = fillDisk(postgres.disk);
    const refused = writing.refused();
    const areAllRefused = () => writing.refused().every((count, writer) => count > (refused[writer] ?? 0));
    await until('commands are refused', areAllRefused);
    await delay(2_000);
    free();
    const freedAt = performance.now();
    if (!postgres.isRunning()) await postgres.start(); // without room for its log it stops altogether
    const answered = writing.acknowledged();
    await until('appends go on', () => writing.acknowledged() > answered + 16);
    stage.recovered('appends', (performance.now() - freedAt) / 1_000, 30);
    await writing.stop();
    await service.collectLog();
    await service.compareView();
  },
});

export const kafkaDiskFull = (): Scenario => ({
  name: 'F18',
  title: 'Kafka’s disk is full',
  checks: ['I1', 'I2', 'I3', 'I4', 'I6', 'I7'],
  play: async (stage) => {
    const kafka = await startOwnKafka(stage, 'small-kafka', { diskMegabytes: 256 });
    const service = await openNotes(stage, { postgres: await sharedPostgres(), kafka: kafka.address });
    await service.start('notes', ['relay', 'ledger']);
    const writing = service.write(8, { pauseMs: 10 });
    await until('effects happen', async () => (await service.effects()) > 100, 60);
    const free = fillDisk(kafka.disk);
    await until('Kafka gives up', () => !kafka.isRunning(), 120).catch(() => stage.tell('Kafka holds out'));
    const acknowledged = writing.acknowledged();
    await until('commands are taken all the same', () => writing.acknowledged() > acknowledged + 50);
    free();
    const freedAt = performance.now();
    if (!kafka.isRunning()) await kafka.start();
    const before = await service.effects();
    await until('effects go on', async () => (await service.effects()) > before, 120);
    stage.recovered('effects', (performance.now() - freedAt) / 1_000, 60);
    await writing.stop();
    await service.untilEffective();
    await service.collectLog();
    await service.collectEffects();
  },
});
