/** Larger files are for the command line, which reads them in pieces. */
export const MAX_FILE_BYTES = 15_000_000;

export interface ChosenFile {
  /** Another file of the same name is another file. */
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** Base64 of the bytes: the server finds the encoding. */
  readonly content: string;
}

let lastId = 0;

/** Reads a file as base64. Rejects with the browser's error when it cannot be read (moved, no permission). */
export function readFile(file: File): Promise<ChosenFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'));
    reader.onload = () => {
      const address = String(reader.result);
      lastId += 1;
      // `data:text/csv;base64,....`; an empty file has no comma in some browsers.
      const comma = address.indexOf(',');
      resolve({
        id: lastId,
        name: file.name,
        bytes: file.size,
        content: comma < 0 ? '' : address.slice(comma + 1),
      });
    };
    reader.readAsDataURL(file);
  });
}
