import type { RandomStream } from '#city/random.ts';

/** Same-sounding characters of a Han character, for texts without letters. */
export type Homophones = (character: string) => readonly string[];

/** One slip of the keyboard: a character wrong, missing, too many, or two exchanged. */
export function mistype(text: string, random: RandomStream, letters: string, homophones: Homophones): string {
  const characters = [...text];
  if (characters.length < 2) return text;
  const at = random.below(characters.length);
  if (letters === '') {
    const others = homophones(characters[at]!);
    return others.length > 0 ? characters.with(at, random.pick(others)).join('') : text;
  }
  const letter = letters[random.below(letters.length)]!;
  switch (random.below(4)) {
    case 0:
      return characters.with(at, letter).join('');
    case 1:
      return characters.toSpliced(at, 1).join('');
    case 2:
      return characters.toSpliced(at, 0, letter).join('');
    default:
      return at === 0
        ? text
        : characters
            .with(at, characters[at - 1]!)
            .with(at - 1, characters[at]!)
            .join('');
  }
}

/** Another date: day and month exchanged, one digit wrong, or the first of the year. `date`: ISO. */
export function misdate(date: string, random: RandomStream): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  switch (random.below(4)) {
    case 0:
      return Number(day) <= 12
        ? `${year}-${day}-${month}`
        : `${year}-${month}-${pad(1 + (Number(day) % 28))}`;
    case 1:
      return `${Number(year) + random.pick([-10, -1, 1, 10])}-${month}-${pad(Math.min(28, Number(day)))}`;
    case 2:
      return `${year}-${pad(1 + (Number(month) % 12))}-${pad(Math.min(28, Number(day)))}`;
    default:
      return `${year}-${month}-${pad(1 + random.below(28))}`;
  }
}

const pad = (part: number) => String(part).padStart(2, '0');

/** One digit is another. */
export function misdial(number: string, random: RandomStream): string {
  const at = random.below(number.length);
  return number.slice(0, at) + random.below(10) + number.slice(at + 1);
}
