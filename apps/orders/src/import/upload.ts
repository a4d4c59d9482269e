import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart } from '@fastify/multipart';
import { Refused, ShopId } from '@kefu/contracts';
import { InvalidInput } from '@kefu/service';

export const mostFiles = 12;
export const mostFileBytes = 2 * 1024 ** 3;

export type UploadedFile = { name: string; path: string; bytes: number };
export type Upload = { shopId: string; files: UploadedFile[] };

/** Files lie under their place in the list: their names are the sender's and never a path. */
export const directoryOf = (dataDir: string, importId: string): string => join(dataDir, 'imports', importId);
export const pathOf = (dataDir: string, importId: string, file: number): string =>
  join(directoryOf(dataDir, importId), `${file}.csv`);

export const removeUpload = (dataDir: string, importId: string): Promise<void> =>
  rm(directoryOf(dataDir, importId), { recursive: true, force: true });

const plainName = (filename: string): string =>
  filename.replaceAll(/^.*[/\\]|\p{Cc}/gu, '').slice(0, 200) || 'orders.csv';

const isOutOfSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const invalid = (path: string, message: string): InvalidInput =>
  new InvalidInput([{ path: `body.${path}`, message }]);

/** Streams the files of a form to disk, one after the other. Throws `Refused` and `InvalidInput`; then nothing stays. */
export const receiveUpload = async (
  parts: AsyncIterable<Multipart>,
  { dataDir, importId }: { dataDir: string; importId: string },
): Promise<Upload> => {
  await mkdir(directoryOf(dataDir, importId), { recursive: true });
  let shopId: unknown;
  const files: UploadedFile[] = [];
  try {
    for await (const part of parts) {
      if (part.type === 'field') {
        if (part.fieldname === 'shopId') shopId = part.value;
        continue;
      }
      const name = plainName(part.filename);
      const path = pathOf(dataDir, importId, files.length);
      if (files.length === mostFiles)
        throw new Refused('too-many-files', `An import has ${mostFiles} files at most.`);
      await pipeline(part.file, createWriteStream(path));
      if (part.file.truncated) throw new Refused('file-too-large', `${name} is larger than 2 GiB; part it.`);
      if (files.some((file) => file.name === name))
        throw new Refused('file-repeated', `${name} is there twice.`);
      files.push({ name, path, bytes: (await stat(path)).size });
    }
    const shop = ShopId.safeParse(shopId);
    if (!shop.success) throw invalid('shopId', 'expected a shop id');
    if (files.length === 0) throw invalid('files', 'expected at least one file');
    const empty = files.find(({ bytes }) => bytes === 0);
    if (empty) throw new Refused('file-empty', `${empty.name} is empty.`);
    return { shopId: shop.data, files };
  } catch (error) {
    await removeUpload(dataDir, importId);
    if (isOutOfSpace(error))
      throw new Refused('storage-full', 'There is no room for the files; nothing was kept.');
    throw error;
  }
};
