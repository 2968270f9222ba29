/** Plain rows as bytes: they cross from thread to thread as one block of memory, where as objects each would be copied by itself. */
export interface Packed<Row> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Only to tell what is in it. */
  readonly row?: Row;
}

export function pack<Row>(rows: readonly Row[]): Packed<Row> {
  return { bytes: new TextEncoder().encode(JSON.stringify(rows)) };
}

export function unpack<Row>({ bytes }: Packed<Row>): readonly Row[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly Row[];
}
