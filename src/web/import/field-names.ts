import { useTranslation } from 'react-i18next';

const NAMED = [
  'date',
  'id',
  'person',
  'author',
  'authorId',
  'score',
  'comment',
  'title',
  'text',
  'pros',
  'cons',
  'touchpoint',
  'location',
  'language',
  'product',
  'productId',
  'rating',
  'scale',
  'url',
  'likes',
  'reply',
  'verified',
  'source',
  'brand',
  'channel',
] as const;

/** What a column can be, in the reader's language; a field that is not known here keeps its own name. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => {
    const named = NAMED.find((one) => one === field);
    return named ? t(`importing.field.${named}`) : field;
  };
}
