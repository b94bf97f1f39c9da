/**
 * Names that people and files give (SPEC.md, section N): how they are written down, what may not be in them, and when
 * two of them are one. The classes are Unicode's own, as the engine knows them.
 */
import { z } from 'zod';

/**
 * What nobody sees, or what changes how the rest is shown: control characters (ANSI escapes begin with one), marks of
 * direction, zero-width and other default-ignorable ones, halves of a surrogate pair, private and unassigned ones.
 */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
const SPACE = /\p{White_Space}+/gu;
/** More marks on one letter than any script writes. */
const PILED_MARKS = /\p{M}{5}/u;

/** As a name is written down: NFC, no white space around it, single spaces in it. */
export const tidyName = (text: string): string =>
  text.normalize('NFC').replace(SPACE, ' ').replace(/^ | $/g, '');

/** The same, and what nobody sees left out: for text that is shown as it came, as a file's header. */
export const seenName = (text: string): string => tidyName(tidyName(text).replace(UNSEEN, ''));

/** Letters of other scripts that look like a Latin one, in either case; after folding. */
const LOOK_ALIKES = new Map(
  ['аa', 'вb', 'еe', 'кk', 'мm', 'нh', 'оo', 'рp', 'сc', 'тt', 'уy', 'хx', 'іi', 'јj', 'ѕs', 'һh', 'ԁd', 'ԛq']
    .concat(['ԝw', 'αa', 'βb', 'εe', 'ζz', 'ηh', 'ιi', 'κk', 'μm', 'νn', 'οo', 'ρp', 'τt', 'υy', 'χx', 'ɑa'])
    .map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

/**
 * What a name is compared by: without width, case, unseen characters, runs of white space, and the script of letters
 * that look the same (NFKC and case folding as in Unicode's caseless matching, then the best known of UTS #39's
 * confusables). Never shown.
 */
export function foldName(text: string): string {
  const plain = seenName(text)
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  const same = Array.from(plain.normalize('NFKC'), (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
  return seenName(same);
}

/** What is wrong with a tidy name, as the end of a sentence; null when nothing is. */
export function nameTrouble(name: string): string | null {
  if (seenName(name) === '') return 'is empty, or holds only characters that nobody can see';
  if (name.search(UNSEEN) >= 0)
    return 'holds characters that nobody can see (control, direction or zero-width characters); write it without them';
  return PILED_MARKS.test(name) ? 'piles more marks on one letter than can be read' : null;
}

/** A name that people read: of a hospital, of who decides, on an invite link. Refused in words, else tidy. */
export const nameSchema = (longest: number) =>
  z
    .string()
    .max(8 * longest, `use at most ${longest} characters`)
    .overwrite(tidyName)
    .superRefine((name, context) => {
      const trouble =
        nameTrouble(name) ??
        (/[\p{L}\p{N}]/u.test(name) ? null : 'has no letter and no digit') ??
        (name.length > longest ? `is longer than ${longest} characters` : null);
      if (trouble !== null) context.addIssue({ code: 'custom', message: `the name ${trouble}` });
    });
