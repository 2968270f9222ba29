import type { Theme } from '../../domain/theme.ts';

/** Labels of aspects as open sets have them, coarser than our themes in places and finer in others. */
export type CoarseLabel =
  | 'delivery'
  | 'price'
  | 'service'
  | 'quality'
  | 'packaging'
  | 'usability'
  | 'food'
  | 'ambience'
  | 'location'
  | 'cleanliness'
  | 'comfort'
  | 'design'
  | 'availability';

/**
 * What a theme may be called where labels are coarse, the usual name first. A theme agrees with a label when the label is among
 * these. Sets of restaurants call the taste of food its quality. Payment, loyalty, information and safety have no coarse label:
 * they are neither right nor wrong there. `general` and `other` are no theme.
 */
export const COARSE: Readonly<Record<Theme, readonly CoarseLabel[]>> = {
  delivery: ['delivery'],
  packaging: ['packaging'],
  price: ['price'],
  quality: ['quality', 'design'],
  assortment: ['availability'],
  staff: ['service'],
  support: ['service'],
  speed: ['service', 'delivery'],
  usability: ['usability', 'design'],
  payment: [],
  information: [],
  atmosphere: ['ambience', 'cleanliness', 'comfort', 'design'],
  location: ['location'],
  food: ['food', 'quality'],
  loyalty: [],
  safety: [],
};
