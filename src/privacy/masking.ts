/**
 * Masks for display and export. `INTERNAL` is the default on every screen of the office; `PUBLIC` is for
 * notices that anybody can read, where null means: leave the field out. Taking a mask off is a logged act
 * elsewhere. Masks count code points, so a rare character is one star.
 */
export type MaskAudience = 'INTERNAL' | 'PUBLIC';

const STAR = '*';
const SEPARATOR = '\u00b7';
const HIDDEN_PLACE = '****';

/** `张*`, `王*明`, `欧**明`; names with a separator keep the first segment: `阿依古丽·***`. */
export function maskName(name: string): string {
  const separator = name.indexOf(SEPARATOR);
  if (separator > 0) {
    return name.slice(0, separator + 1) + STAR.repeat([...name.slice(separator + 1)].length);
  }
  const length = [...name].length;
  return keepEnds(name, length > 1 ? 1 : 0, length > 2 ? 1 : 0);
}

/** First 3 (public: 4), stars, last 2. */
export function maskIdentityNumber(number: string, audience: MaskAudience = 'INTERNAL'): string {
  return keepEnds(number, audience === 'PUBLIC' ? 4 : 3, 2);
}

/** `138****5678`; a landline keeps area code and last two digits: `0954-*****34`. */
export function maskPhone(phone: string, audience: MaskAudience = 'INTERNAL'): string | null {
  if (audience === 'PUBLIC') return null;
  const areaCode = /^0\d{2,3}-/.exec(phone)?.[0];
  return areaCode === undefined ? keepEnds(phone, 3, 4) : keepEnds(phone, areaCode.length, 2);
}

/** Last 4. */
export function maskBankAccount(account: string, audience: MaskAudience = 'INTERNAL'): string | null {
  return audience === 'PUBLIC' ? null : keepEnds(account, 0, 4);
}

/** ISO date to year and month. */
export function maskBirthDate(isoDate: string, audience: MaskAudience = 'INTERNAL'): string | null {
  return audience === 'PUBLIC' ? null : isoDate.slice(0, 7);
}

/**
 * Keeps an address down to the village (public: county) and puts `****` for the rest. Words decide, and the
 * doubtful case shows less: the part below the township counts as a village only when it is short and free of
 * digits and of words for buildings.
 */
export function maskAddress(address: string, audience: MaskAudience = 'INTERNAL'): string {
  const kept = audience === 'PUBLIC' ? countyPart(address) : villagePart(address);
  return kept === address ? address : kept + HIDDEN_PLACE;
}

// Each part is the shortest that ends in its word; digits never belong to a kept part.
const COUNTY =
  /^(?:[^\d０-９]{1,9}?(?:省|自治区|特别行政区))?(?:[^\d０-９]{1,9}?(?:市|自治州|地区|盟))?[^\d０-９镇乡街村社路小园]{1,12}?(?:自治县|县|区|旗|市)/u;
const TOWNSHIP = /^[^\d０-９号]{1,10}?(?:街道办事处|街道办|街道|镇|乡|苏木)/u;
const VILLAGE =
  /^[^\d０-９号栋幢室]{1,12}?(?:社区居民委员会|社区居委会|社区|居民委员会|居委会|村民委员会|村委会|行政村|嘎查|村)/u;

function countyPart(address: string): string {
  return COUNTY.exec(address)?.[0] ?? '';
}

function villagePart(address: string): string {
  const county = countyPart(address);
  const township = TOWNSHIP.exec(address.slice(county.length))?.[0] ?? '';
  const above = county + township;
  return above + (VILLAGE.exec(address.slice(above.length))?.[0] ?? '');
}

/**
 * Keeps `head` and `tail` code points and stars the rest; a text so short that the middle would show, or less
 * than a third be hidden, is starred wholly.
 */
function keepEnds(text: string, head: number, tail: number): string {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  const middle = Math.floor(characters.length / 2);
  const middleShows = middle < head || middle >= characters.length - tail;
  if (middleShows || hidden * 3 < characters.length) return STAR.repeat(characters.length);
  return (
    characters.slice(0, head).join('') +
    STAR.repeat(hidden) +
    characters.slice(characters.length - tail).join('')
  );
}
