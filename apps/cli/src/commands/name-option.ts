import { nameSchema } from '@fedhealth/fl-core/lib';
import { InvalidArgumentError } from 'commander';

const hospital = nameSchema(80);

/** A hospital's name as an option gives it, tidied; a slip is told before anything is started. */
export function hospitalName(text: string): string {
  const read = hospital.safeParse(text);
  if (read.success) return read.data;
  throw new InvalidArgumentError(`${read.error.issues.map(({ message }) => message).join('; ')}.`);
}
