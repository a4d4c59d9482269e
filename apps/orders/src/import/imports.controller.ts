import { Controller, Req } from '@nestjs/common';
import { type AnswerOf, type Import, type InputOf, type Principal, Refused, routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import {
  type Configuration,
  canSeeShop,
  Handles,
  InjectConfiguration,
  InjectStore,
  Input,
  InvalidInput,
  metadataOf,
  NotFound,
  requireShop,
  Who,
} from '@kefu/service';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { OrderEvent } from '../order/domain/events.ts';
import { missingInAll, whatLacks } from './domain/fields.ts';
import { type ErrorPlace, findErrors } from './errors.table.ts';
import {
  findImport,
  findImports,
  type ImportRow,
  insertImport,
  markEnded,
  markStarted,
  saveMapping,
} from './imports.table.ts';
import { zoneOf } from './on-shop-changed.ts';
import { correctFiles, importAnswer, proposeFiles } from './mapping.ts';
import { pathOf, receiveUpload, removeUpload } from './upload.ts';

const readErrorPlace = (after: string | undefined): ErrorPlace | undefined => {
  if (after === undefined) return undefined;
  const [, file, line, id] = /^(\d{1,4})\.(\d{1,9})\.(\d{1,18})$/.exec(after) ?? [];
  if (file && line && id) return { file: Number(file), line: Number(line), id };
  throw new InvalidInput([{ path: 'query.after', message: 'is not what a page named as its next' }]);
};

@Controller()
export class ImportsController {
  constructor(
    @InjectStore() private readonly store: EventStore<OrderEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['orders.uploadImport'])
  async uploadImport(@Req() request: FastifyRequest, @Who() who: Principal): Promise<Import> {
    const { dataDir } = this.configuration;
    const importId = uuidv7();
    const { shopId, files } = await receiveUpload(request.parts(), { dataDir, importId });
    try {
      requireShop(who, shopId);
      const created_by = { kind: who.kind, id: who.id };
      const proposed = await proposeFiles(files);
      await insertImport(this.store.pool, {
        import_id: importId,
        shop_id: shopId,
        zone: await zoneOf(this.store.pool, shopId),
        files: proposed,
        created_by,
      });
    } catch (error) {
      await removeUpload(dataDir, importId);
      throw error;
    }
    return importAnswer(await this.find(importId, who));
  }

  @Handles(routes['orders.listImports'])
  async listImports(
    @Input() { query: { after, limit } }: InputOf<'orders.listImports'>,
    @Who() { shops }: Principal,
  ): Promise<AnswerOf<'orders.listImports'>> {
    if (after !== undefined && !/^[\da-f-]{36}$/.test(after)) {
      throw new InvalidInput([{ path: 'query.after', message: 'is not what a page named as its next' }]);
    }
    const rows = await findImports(this.store.pool, {
      shops: shops.includes('*') ? null : shops,
      after,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit).map(importAnswer);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.importId }) };
  }

  @Handles(routes['orders.getImport'])
  async getImport(
    @Input() { params: { importId } }: InputOf<'orders.getImport'>,
    @Who() who: Principal,
  ): Promise<Import> {
    return importAnswer(await this.find(importId, who));
  }

  @Handles(routes['orders.mapImport'])
  async mapImport(
    @Input() { params: { importId }, body }: InputOf<'orders.mapImport'>,
    @Who() who: Principal,
  ): Promise<Import> {
    const row = await this.find(importId, who);
    const started = new Refused('import-already-started', 'Upload the files again to map them otherwise.');
    if (row.state !== 'mapping') throw started;
    const files = await correctFiles(row.files, body.files, (file) =>
      pathOf(this.configuration.dataDir, importId, file),
    );
    const corrected = { import_id: importId, zone: body.zone ?? row.zone, files };
    if (!(await saveMapping(this.store.pool, corrected))) throw started;
    return importAnswer({ ...row, ...corrected });
  }

  @Handles(routes['orders.startImport'])
  async startImport(
    @Input() { params: { importId } }: InputOf<'orders.startImport'>,
    @Who() who: Principal,
  ): Promise<Import> {
    const row = await this.find(importId, who);
    if (row.state === 'done') throw new Refused('import-done', 'Everything that could go in is in.');
    if (missingInAll(row.files).length > 0)
      throw new Refused('mapping-incomplete', `${whatLacks(row.files)}.`);
    const isStarted = await markStarted(
      this.store.pool,
      importId,
      metadataOf(who, { why: `import ${importId}` }),
    );
    if (!isStarted) throw new Refused('import-running', 'It is under way already.');
    return importAnswer(await this.find(importId, who));
  }

  @Handles(routes['orders.cancelImport'])
  async cancelImport(
    @Input() { params: { importId } }: InputOf<'orders.cancelImport'>,
    @Who() who: Principal,
  ): Promise<Import> {
    await this.find(importId, who);
    const isCancelled = await markEnded(this.store.pool, importId, 'cancelled');
    if (!isCancelled) throw new Refused('import-not-running', 'It is not under way.');
    return importAnswer(await this.find(importId, who));
  }

  @Handles(routes['orders.listImportErrors'])
  async listImportErrors(
    @Input() { params: { importId }, query }: InputOf<'orders.listImportErrors'>,
    @Who() who: Principal,
  ): Promise<AnswerOf<'orders.listImportErrors'>> {
    const { files } = await this.find(importId, who);
    const after = readErrorPlace(query.after);
    const found = await findErrors(this.store.pool, { importId, files, after, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1)?.place;
    const items = shown.map(({ error }) => error);
    return {
      items,
      ...(found.length > query.limit && last && { next: `${last.file}.${last.line}.${last.id}` }),
    };
  }

  private async find(importId: string, who: Principal): Promise<ImportRow> {
    const row = await findImport(this.store.pool, importId);
    if (!row || !canSeeShop(who, row.shop_id)) throw new NotFound('No such import.');
    return row;
  }
}
