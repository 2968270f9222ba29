import { accessMethods } from './access.ts';
import { auditMethods } from './audits.ts';
import { brandMethods } from './brands.ts';
import { careMethods } from './clean-up.ts';
import { correctionMethods } from './corrections.ts';
import { decisionMethods } from './decisions.ts';
import { deliveryMethods } from './deliveries.ts';
import { forgetMethods } from './forget.ts';
import { targetLeaseMethods } from './leases.ts';
import type { MongoDb } from './models.ts';
import { orphanMethods } from './orphans.ts';
import { peopleMethods } from './people.ts';
import { runMethods } from './runs.ts';
import { settingMethods } from './settings.ts';
import { subscriptionMethods } from './subscriptions.ts';
import { targetMethods } from './targets.ts';
import { trustMethods } from './trust.ts';
import { viewMethods } from './views.ts';

/** People, settings, brands, targets, runs, decisions, subscriptions and care. */
export function restMethods(db: MongoDb) {
  return {
    ...accessMethods(db),
    ...peopleMethods(db),
    ...settingMethods(db),
    ...brandMethods(db),
    ...targetMethods(db),
    ...targetLeaseMethods(db),
    ...runMethods(db),
    ...orphanMethods(db),
    ...decisionMethods(db),
    ...viewMethods(db),
    ...correctionMethods(db),
    ...subscriptionMethods(db),
    ...deliveryMethods(db),
    ...auditMethods(db),
    ...trustMethods(db),
    ...forgetMethods(db),
    ...careMethods(db),
  };
}
