/** Fictitious persons of no language in particular, for tests: repeatable, with typing errors. */
export interface SamplePerson {
  readonly id: string;
  /** Who the record is. */
  readonly entity: string;
  readonly given: string;
  readonly surname: string;
  readonly born: string;
  readonly town: string;
}

const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ter',
  'san',
  'bo',
  'ri',
  'wel',
  'du',
  'na',
  'fo',
  'gra',
  'li',
  'pe',
  'zu',
];

/** A stream of numbers from 0 to 1 that is the same every time. */
export function sampleNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Persons, one record each. */
export function samplePersons(count: number, seed: number): SamplePerson[] {
  const next = sampleNumbers(seed);
  const word = (syllables: number, variety: number) =>
    Array.from(
      { length: syllables },
      () => SYLLABLES[Math.floor(next() ** variety * SYLLABLES.length)]!,
    ).join('');
  return Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    entity: `e${index}`,
    given: word(2, 1.5),
    surname: word(3, 1.2),
    born: `${1940 + Math.floor(next() * 70)}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`,
    town: word(2, 2),
  }));
}

/** Further records of some persons, each written with one or two errors. */
export function sampleCopies(persons: readonly SamplePerson[], share: number, seed: number): SamplePerson[] {
  const next = sampleNumbers(seed);
  const typo = (text: string) => {
    const at = Math.floor(next() * text.length);
    const letter = String.fromCharCode(97 + Math.floor(next() * 26));
    return text.slice(0, at) + letter + text.slice(at + (next() < 0.5 ? 1 : 0));
  };
  return persons
    .filter(() => next() < share)
    .map((person) => {
      let copy = { ...person, id: person.id.replace('a', 'b') };
      for (let error = 0; error < 1 + Math.floor(next() * 2); error++) {
        const field = (['given', 'surname', 'town', 'born'] as const)[Math.floor(next() * 4)]!;
        copy =
          field === 'born'
            ? { ...copy, born: `${copy.born.slice(0, 8)}${two(1 + Math.floor(next() * 28))}` }
            : { ...copy, [field]: typo(copy[field]) };
      }
      return copy;
    });
}

const two = (n: number) => String(n).padStart(2, '0');
