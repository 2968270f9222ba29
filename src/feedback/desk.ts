import type { ImportDone, ImportPreview, Ingested } from '../domain/survey.ts';
import { commitImport, type FileToImport, type ImportDeps, previewImport } from './import-file.ts';
import { type IngestOptions, ingestRows } from './ingest.ts';

/** Where direct feedback comes in; what the API holds. */
export interface FeedbackDesk {
  preview(file: FileToImport): Promise<ImportPreview>;
  commit(file: FileToImport): Promise<ImportDone>;
  ingest(options: IngestOptions): Promise<Ingested>;
}

export function createFeedbackDesk(deps: ImportDeps): FeedbackDesk {
  return {
    preview: (file) => previewImport(file, deps),
    commit: (file) => commitImport(file, deps),
    ingest: (options) => ingestRows(options, deps),
  };
}
