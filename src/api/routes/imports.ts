import type { Brand } from '../../domain/brand.ts';
import { BadInput } from '../../errors.ts';
import type { FileToImport } from '../../feedback/import-file.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps, ApiLimits } from '../settings.ts';
import * as wire from '../wire-loop.ts';

/** Files of survey answers and reviews: shown first, stored when a person says so. */
export function importRoutes({ store, feedback }: ApiDeps, limits: ApiLimits): readonly Route[] {
  const fileOf = async (body: wire.ImportFile): Promise<FileToImport> => ({
    bytes: Buffer.from(body.content, 'base64'),
    fileName: body.fileName,
    channel: body.channel,
    mapping: body.mapping,
    brand: await brandOf(store, body.brand),
  });
  return [
    defineRoute({
      id: 'previewImport',
      method: 'post',
      path: '/imports/preview',
      tag: 'sources',
      summary: 'What a file holds: columns guessed, first rows, all errors by row number',
      description: 'Nothing is stored. Send `mapping` back, changed where a guess is wrong.',
      scope: 'write',
      body: wire.ImportFile,
      maxBodyBytes: limits.maxImportBytes,
      status: 200,
      response: wire.ImportPreview,
      handle: async ({ body }) => feedback.preview(await fileOf(body)),
    }),
    defineRoute({
      id: 'commitImport',
      method: 'post',
      path: '/imports',
      tag: 'sources',
      summary: 'Store a file of survey answers or reviews',
      description:
        'The same file again changes nothing. Bad rows are named and the others are stored; a file that is unusable as a whole stores nothing.',
      scope: 'write',
      body: wire.ImportFile,
      maxBodyBytes: limits.maxImportBytes,
      status: 200,
      response: wire.ImportDone,
      handle: async ({ body }) => feedback.commit(await fileOf(body)),
    }),
  ];
}

/** Throws `BadInput('brand')` where there is no such brand. */
export async function brandOf(store: ApiDeps['store'], id: string): Promise<Brand> {
  const brand = await store.brand(id);
  if (brand === null) throw new BadInput('brand', 'There is no brand with this id.');
  return brand;
}
