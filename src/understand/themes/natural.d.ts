/** natural's TF-IDF and stop words by themselves: the package's root loads everything else too. */
declare module 'natural/lib/natural/tfidf/index.js' {
  export class TfIdf {
    /** Counts by term; a text or list of words would be counted by natural itself. */
    addDocument(counts: Readonly<Record<string, number>>): void;
    tfidf(terms: readonly string[], document: number): number;
  }
}
declare module 'natural/lib/natural/util/stopwords.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_ru.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_nl.js' {
  export const words: readonly string[];
}
