import { pickWeighted, type RandomStream, weightedTable } from '../../random.ts';
import { type GivenNamePool, generationCharacters, hanCohorts, rareCharacters } from './han-given-names.ts';
import {
  foreignNames,
  huiReligiousNames,
  kazakhNames,
  mongolNames,
  tibetanNames,
  uyghurNames,
} from './minority-given-names.ts';
import { hanSurnames, huiSurnames } from './surnames.ts';

const HAN = weightedTable(hanSurnames);
const HUI = weightedTable(huiSurnames);
const SEPARATOR = '\u00b7';
const RARE_SHARE = 0.004;

type Sex = 1 | 2;

/** A surname for a new family line; empty for groups whose names have none. */
export function newSurname(random: RandomStream, ethnicity: string): string {
  if (ethnicity === '03') return pickWeighted(random, HUI);
  return isSurnameless(ethnicity) ? '' : pickWeighted(random, HAN);
}

/** A character that the brothers of one family share in their names, or none. */
export function newGenerationCharacter(random: RandomStream, birthYear: number): string {
  return birthYear < 1995 && random.chance(0.3) ? random.pick(generationCharacters) : '';
}

/**
 * A full name. `surname` is the family's, empty for groups without surnames; `generationCharacter`
 * is used for sons only, as custom has it.
 */
export function newName(
  random: RandomStream,
  person: { ethnicity: string; sex: Sex; birthYear: number; surname: string; generationCharacter?: string },
): string {
  const { ethnicity, sex, birthYear, surname } = person;
  const side = sex === 1 ? 'male' : 'female';
  switch (ethnicity) {
    case '02':
      return random.chance(0.75) ? random.pick(mongolNames[side]) : hanName(random, person);
    case '04':
      return (
        random.pick(tibetanNames[side]) +
        (random.chance(0.3) ? SEPARATOR : '') +
        random.pick(tibetanNames[side])
      );
    case '05':
      return random.pick(uyghurNames[side]) + SEPARATOR + random.pick(uyghurNames.male);
    case '17':
      return random.pick(kazakhNames[side]) + SEPARATOR + random.pick(kazakhNames.male);
    case '03':
      if (random.chance(birthYear < 1960 ? 0.3 : birthYear < 1980 ? 0.08 : 0.015)) {
        return surname + random.pick(huiReligiousNames[side]);
      }
      return hanName(random, person);
    default:
      return hanName(random, { ...person, surname: surname || pickWeighted(random, HAN) });
  }
}

/** A name in Latin letters, as passports have it. */
export function newForeignName(random: RandomStream, sex: Sex): string {
  return `${random.pick(foreignNames[sex === 1 ? 'male' : 'female'])} ${random.pick(foreignNames.male)}`;
}

function isSurnameless(ethnicity: string): boolean {
  return ethnicity === '02' || ethnicity === '04' || ethnicity === '05' || ethnicity === '17';
}

function hanName(
  random: RandomStream,
  person: { sex: Sex; birthYear: number; surname: string; generationCharacter?: string },
): string {
  const cohort = hanCohorts.find(({ until }) => person.birthYear <= until)!;
  const pool = person.sex === 1 ? cohort.male : cohort.female;
  const surname = person.surname || pickWeighted(random, HAN);
  return surname + givenName(random, pool, person.sex === 1 ? person.generationCharacter : undefined);
}

function givenName(
  random: RandomStream,
  pool: GivenNamePool,
  generationCharacter: string | undefined,
): string {
  if (random.chance(RARE_SHARE)) {
    const rare = random.pick(rareCharacters);
    return random.chance(0.4) ? rare : random.pick(pool.first) + rare;
  }
  if (generationCharacter) return generationCharacter + lastCharacter(random, pool, generationCharacter);
  if (random.chance(0.45)) return random.pick(pool.names);
  if (random.chance(pool.single)) return random.pick(pool.last);
  const first = random.pick(pool.first);
  return first + lastCharacter(random, pool, first);
}

/** Never the character before it again: doubled names stand in the lists. */
function lastCharacter(random: RandomStream, pool: GivenNamePool, before: string): string {
  const last = random.pick(pool.last);
  return last === before ? random.pick(pool.last) : last;
}
