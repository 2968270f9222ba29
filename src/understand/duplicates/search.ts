import type { Duplicate } from '../../domain/duplicate.ts';
import { BandIndex } from './band-index.ts';
import { compare } from './compare.ts';
import { fingerprint } from './fingerprint.ts';
import { hashText } from './hash.ts';
import type { DupInput, Edge } from './input.ts';
import { placeAll } from './place.ts';
import { Shelf } from './shelf.ts';

/**
 * Duplicates of a whole set: `add` each review once, then `place`. Keys must be unique. What is found is a function of the set, whatever
 * the order. Memory: about 2 kB a review of 300 characters.
 */
export class DuplicateSearch {
  private readonly shelf = new Shelf();
  private readonly index = new BandIndex();
  private readonly edges: Edge[] = [];
  private readonly groups: number[] = [];

  add(input: DupInput): void {
    const print = fingerprint(input);
    this.index.add(print.bands.map((band) => hashText(band)));
    this.shelf.add(input, print);
    this.groups.push(this.groups.length);
  }

  /** Compares and places all; calls `take` once for each review, family by family. */
  place(take: (key: string, place: Duplicate) => void): void {
    const { shelf, index } = this;
    index.build((i) => shelf.input(i).key);
    for (const i of index.order()) {
      const a = shelf.at(i);
      index.visit(i, (j) => {
        const found = compare(a, shelf.at(j));
        if (found === null) return false;
        this.edges.push({ a: a.input.key, b: shelf.input(j).key, ...found });
        this.groups[this.group(i)] = this.group(j);
        return true;
      });
    }
    this.placeParts(take);
  }

  /** Gives the memory back at once, not when it is collected some time. Nothing may be asked of this any more. */
  free(): void {
    this.shelf.free();
    this.index.free();
  }

  /** Edges between one more review and those that were placed. */
  alike(input: DupInput): Edge[] {
    const print = fingerprint(input);
    const edges: Edge[] = [];
    for (const j of this.index.sharing(print.bands.map((band) => hashText(band)))) {
      const b = this.shelf.at(j);
      const found = b.input.key === input.key ? null : compare(print, b);
      if (found !== null) edges.push({ a: input.key, b: b.input.key, ...found });
    }
    return edges;
  }

  /** Connected parts are placed one by one: most reviews stand alone. */
  private placeParts(take: (key: string, place: Duplicate) => void): void {
    const members = new Map<number, number[]>();
    const partOf = new Map<string, number>();
    for (let i = 0; i < this.shelf.size; i += 1) {
      const part = this.group(i);
      const list = members.get(part);
      if (list === undefined) members.set(part, [i]);
      else list.push(i);
    }
    for (const [part, list] of members)
      if (list.length > 1) for (const i of list) partOf.set(this.shelf.input(i).key, part);
    const edges = new Map<number, Edge[]>();
    for (const edge of this.edges) {
      const part = partOf.get(edge.a)!;
      const list = edges.get(part);
      if (list === undefined) edges.set(part, [edge]);
      else list.push(edge);
    }
    for (const [part, list] of members)
      for (const [key, place] of placeAll(
        list.map((i) => this.shelf.input(i)),
        edges.get(part) ?? [],
      ))
        take(key, place);
  }

  private group(i: number): number {
    let root = i;
    while (this.groups[root] !== root) {
      this.groups[root] = this.groups[this.groups[root]!]!;
      root = this.groups[root]!;
    }
    return root;
  }
}
