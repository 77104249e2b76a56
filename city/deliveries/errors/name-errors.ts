import type { Chance } from './chance.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { NameConfusions } from './name-confusions.ts';

export type NameErrorKind = Extract<ErrorKind, `NAME_${string}`>;

/** What stands for U+00B7: ASCII stop, bullet, hyphenation point, dot operator, katakana dot, full-width stop. */
const SEPARATORS = ['.', '.', '•', '‧', '⋅', '・', '．', ' · '];
const LOST = ['?', '?', '□', '\ue000', '*'];
/** Old systems cut names at ten characters; the end of a long name is what they lose. */
const OLD_NAME_LENGTH = 10;

function replaceOne(
  characters: readonly string[],
  chance: Chance,
  substitutes: (character: string, isFirst: boolean) => readonly string[],
): string | null {
  // surnames are on the card in large print: given names are mistaken more often
  const start = characters.length > 1 ? 1 + chance.below(characters.length - 1) : 0;
  for (let i = 0; i < characters.length; i += 1) {
    const at = (start + i) % characters.length;
    const others = substitutes(characters[at]!, at === 0);
    if (others.length > 0) return characters.with(at, chance.pick(others)).join('');
  }
  return null;
}

function truncated(characters: readonly string[], chance: Chance): string | null {
  const name = characters.join('');
  if (name.includes('·')) {
    return characters.length > OLD_NAME_LENGTH && chance.happens(0.5)
      ? characters.slice(0, OLD_NAME_LENGTH).join('')
      : name.slice(0, name.indexOf('·'));
  }
  return characters.length < 3 ? null : characters.slice(0, -1).join('');
}

function spaced(characters: readonly string[], chance: Chance): string {
  const space = chance.pick(['　', '　', ' ', '  ']);
  if (chance.happens(0.2)) return characters.join('') + space;
  return characters.length === 2 ? characters.join(space) : characters.join('').replace(/^./u, `$&${space}`);
}

function characterLost(characters: readonly string[], chance: Chance): string | null {
  const at = characters.findIndex((character) => character.codePointAt(0)! > 0xffff || character < '\u4e00');
  return at < 0 || characters[at] === '·' ? null : characters.with(at, chance.pick(LOST)).join('');
}

/** The name as it would arrive with this error, or null when the error cannot befall it. */
export function misprintName(
  name: string,
  kind: NameErrorKind,
  chance: Chance,
  confusions: NameConfusions,
): string | null {
  const characters = [...name];
  switch (kind) {
    case 'NAME_HOMOPHONE':
      return replaceOne(characters, chance, confusions.homophones);
    case 'NAME_VARIANT':
      return replaceOne(characters, chance, confusions.variants);
    case 'NAME_CHARACTER':
      return replaceOne(characters, chance, (character) =>
        confusions.common.filter((other) => other !== character),
      );
    case 'NAME_SEPARATOR':
      return name.includes('·') ? name.replaceAll('·', chance.pick(SEPARATORS)) : null;
    case 'NAME_SPACE':
      return name.includes('·') ? null : spaced(characters, chance);
    case 'NAME_TRUNCATED':
      return truncated(characters, chance);
    case 'NAME_CHARACTER_LOST':
      return characterLost(characters, chance);
    case 'NAME_BLANK':
      return '';
    default:
      return kind satisfies never;
  }
}
