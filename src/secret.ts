import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { BadConfig, Unavailable } from './errors.ts';
import type { SettingStore } from './store/store.ts';

/** Shorter secrets could be guessed, and with them the authors behind the keys. */
const MIN_LENGTH = 16;

/**
 * The secret of this installation: `MOLVA_SECRET`, else `<data>/secret`, made once (0600). Author keys depend on it.
 * Throws `BadConfig` when it is too short, `Unavailable` when the file can neither be read nor made.
 */
export function readSecret(options: { readonly dataFolder: string; readonly fromEnv: string | undefined }): string {
  const { dataFolder, fromEnv } = options;
  if (fromEnv !== undefined) return checked(fromEnv, 'MOLVA_SECRET');
  const file = path.join(dataFolder, 'secret');
  try {
    return fromFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof BadConfig) throw cause;
    throw new Unavailable(
      `The secret ${file} can neither be read nor made (${code}). MOLVA_SECRET can hold it instead.`,
      {
        cause,
      },
    );
  }
}

function fromFile(file: string): string {
  try {
    return checked(readFileSync(file, 'utf8').trim(), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Written aside and linked into place: a crash leaves no half secret, and of two first starts one wins.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(aside, 'wx', 0o600);
  writeSync(handle, `${randomBytes(32).toString('base64url')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  return checked(readFileSync(file, 'utf8').trim(), file);
}

function checked(secret: string, where: string): string {
  if (secret.length < MIN_LENGTH)
    throw new BadConfig([`${where}: has ${secret.length} characters, wanted at least ${MIN_LENGTH}`]);
  return secret;
}

/** Tells secrets apart without telling them. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(`molva secret\0${secret}`).digest('hex').slice(0, 16);
}

/** The store keeps the fingerprint of the secret it was filled with; another one would give every author a new key. Throws `BadConfig`. */
export async function matchSecret(store: SettingStore, secret: string): Promise<void> {
  const fingerprint = fingerprintOf(secret);
  const kept = await store.setting('secret.fingerprint');
  if (kept === null) await store.saveSetting('secret.fingerprint', fingerprint);
  else if (kept !== fingerprint) {
    throw new BadConfig([
      'MOLVA_SECRET: is not the secret this database was filled with; bring back the former one (or the file "secret" of the data folder)',
    ]);
  }
}
