import mongoose from 'mongoose';
import { BadConfig, MolvaError, Unavailable } from '../../errors.ts';

const { MongoBulkWriteError, MongoError, MongoServerError, MongoParseError, MongoInvalidArgumentError } =
  mongoose.mongo;

/** Codes of the server (mongodb.com/docs/manual/reference/error-codes) that say something about the machine or the account. */
const CODES: Readonly<Record<number, (where: string) => string>> = {
  13: (where) => `The MongoDB at ${where} does not let this user do what Molva needs: give it the role readWrite.`,
  50: (where) => `The MongoDB at ${where} took too long for a step. Is it overloaded?`,
  64: (where) => `The MongoDB at ${where} could not write to most of its members in time.`,
  91: (where) => `The MongoDB at ${where} is shutting down.`,
  112: (where) =>
    `Other processes keep changing the same items of ${where}, or one that was killed amid a change is not ended by the server yet. Try again in a minute.`,
  189: (where) => `The MongoDB at ${where} is changing its primary. Try again.`,
  8000: (where) => `The MongoDB at ${where} refused the step.`,
  11600: (where) => `The MongoDB at ${where} is shutting down.`,
  11602: (where) => `The MongoDB at ${where} is changing its primary. Try again.`,
  14031: (where) => `There is no room left on the disk of the MongoDB at ${where}.`,
};

/** What the driver throws where the server is away, whatever the step was. */
const AWAY =
  /^(MongooseServerSelection|MongooseNetwork|MongoNetwork|MongoServerSelection|MongoNotConnected|MongoPool|MongoWaitQueue|MongoTopologyClosed|MongoExpiredSession|MongoClientClosed|MongoClientBulkWriteExecution|MongoWriteConcern|MongoRuntime)/;

/** Mongoose has its own word for a server that is not found; a bulk that broke off without a word of the server lost it on the way. */
function isAway(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError) return writeErrors(error).length === 0 && error.code === undefined;
  return error instanceof Error && AWAY.test(error.name);
}

function writeErrors({ writeErrors: errors }: InstanceType<typeof MongoBulkWriteError>) {
  return Array.isArray(errors) ? errors : [errors];
}

function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof MongoServerError && codes.includes(Number(error.code));
}

/** Another process was first: the unique index is the idempotency key. */
export function isDuplicate(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError && writeErrors(error).some(({ code }) => code !== 11_000)) return false;
  return hasCode(error, 11_000);
}

/** Places of the steps of a bulk that were refused. */
export function failedAt(error: unknown): readonly number[] {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return [];
  return [error.writeErrors].flat().map(({ index }) => index);
}

/**
 * A failure to connect, with a sentence that names the setting. The driver's words are not passed on where they could repeat the
 * address, which has the password in it.
 */
export function connectFailure(error: unknown, where: string): Error {
  if (error instanceof MolvaError) return error;
  if (isAway(error)) return unreachable(where, error);
  if (error instanceof MongoParseError || error instanceof MongoInvalidArgumentError || !(error instanceof MongoError))
    return badUrl();
  if (hasCode(error, 18, 8000) || /auth/i.test(error.message))
    return new BadConfig([`store.mongo.url: the MongoDB at ${where} refuses this user name or password.`]);
  const failed = plainFailure(error, where);
  return failed instanceof MolvaError ? failed : unreachable(where, error);
}

export function badUrl(): BadConfig {
  return new BadConfig([
    'store.mongo.url is not an address of MongoDB, such as mongodb://user:password@host:27017/molva',
  ]);
}

function unreachable(where: string, cause: unknown): Unavailable {
  return new Unavailable(`The MongoDB at ${where} cannot be reached (store.mongo.url). Is it running?`, {
    cause,
    details: { where },
  });
}

/** A failure of the server or the way to it becomes `Unavailable` with a sentence; anything else (a bug) stays what it is. */
export function plainFailure(error: unknown, where: string): unknown {
  if (isAway(error)) return unreachable(where, error);
  if (error instanceof MolvaError || !(error instanceof MongoError)) return error;
  const sentence = error instanceof MongoServerError ? CODES[Number(error.code)] : undefined;
  if (sentence !== undefined) return new Unavailable(sentence(where), { cause: error, details: { where } });
  if (error.hasErrorLabel('RetryableWriteError')) return unreachable(where, error);
  return error;
}
