import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { createChance } from './chance.ts';

/**
 * Some people have two numbers: a second one from an earlier registration, with the same place and birth
 * date, another sequence and a right check. The returned function gives it, or null for nearly everybody; it
 * hangs on the person alone, so that all sources that hold the old number hold the same. In a full city it is
 * somebody else's first number for about one in ten of them, as happens.
 * @param share of people who have one, 0–1
 */
export function secondNumbers(seed: number, share: number): (truthId: number, idNo: string) => string | null {
  const chance = createChance(seed, 'two numbers');
  return (truthId, idNo) => {
    if (share === 0 || idNo.length !== 18) return null;
    chance.restart(String(truthId));
    if (!chance.happens(share)) return null;
    const sex = Number(idNo[16]) % 2;
    const sequence = String(2 * chance.below(500) + sex).padStart(3, '0');
    const digits = idNo.slice(0, 14) + sequence;
    const second = digits + citizenCheckCharacter(digits);
    return second === idNo ? null : second;
  };
}
