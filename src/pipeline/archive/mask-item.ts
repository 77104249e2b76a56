import { maskAddress, maskBirthDate, maskIdentityNumber, maskName, maskPhone } from '#privacy/masking.ts';

/** Value of an item as it stands in the table; amounts are fen, dates ISO. */
export type ArchiveValue = string | number | boolean;

export interface Sensitivity {
  /** `rule_archive_item.item_type`. */
  readonly type: string;
  readonly level: string;
  readonly mask: string | null;
}

const MASKS: Readonly<Record<string, (text: string) => string | null>> = Object.freeze({
  NAME: maskName,
  ID_NO: maskIdentityNumber,
  PHONE: maskPhone,
  ADDRESS: maskAddress,
  NUMBER: maskIdentityNumber,
});

/**
 * What may be shown of a value without a reason given. L1 and L2: all of it. L3: text by its mask, of a date year and
 * month, of an amount only that there is one, codes and yes or no as they are. L4: yes or no alone (`domain.md` 9).
 */
export function maskItem(value: ArchiveValue, { type, level, mask }: Sensitivity): ArchiveValue {
  if (level === 'L4') return value !== false;
  if (level !== 'L3') return value;
  if (type === 's') return MASKS[mask ?? 'NUMBER']!(String(value)) ?? true;
  if (type === 'd') return maskBirthDate(String(value)) ?? true;
  return type === 'n' || type === 'x' ? true : value;
}
