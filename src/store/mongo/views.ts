import type { LoopStore } from '../loop-store.ts';
import type { MongoDb } from './models.ts';

export function viewMethods(db: MongoDb): Pick<LoopStore, 'saveView' | 'views' | 'removeView'> {
  return {
    async saveView({ id, brand, name, query, position, createdBy, createdAt }) {
      const view = { brand, name: name.toWellFormed(), query: query.toWellFormed(), position };
      await db.views.replaceOne(
        { _id: id },
        { ...view, created_by: createdBy, created_at: createdAt },
        { upsert: true },
      );
    },
    async views(brand) {
      const order = { position: 1, name: 1, _id: 1 } as const;
      const found = await db.views.find({ brand }).sort(order).hint('brand_position').lean();
      return found.map(({ _id: id, created_by: createdBy, created_at: createdAt, ...rest }) => ({
        id,
        brand: rest.brand,
        name: rest.name,
        query: rest.query,
        position: rest.position,
        createdBy,
        createdAt,
      }));
    },
    async removeView(id) {
      return (await db.views.deleteOne({ _id: id })).deletedCount > 0;
    },
  };
}
