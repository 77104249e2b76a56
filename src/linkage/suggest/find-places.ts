import type { ColumnProfile } from './column-profile.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** Numbers of the columns that together say where somebody is. */
export interface PlaceColumns {
  readonly latitude: number;
  readonly longitude: number;
}

/** Share of values with decimals from which numbers may be degrees: whole degrees are no place of a person. */
const MOSTLY_DECIMAL = 0.5;

/** Pairs of latitude and longitude, by headers and by the range of the values in both tables, in their order. */
export function findPlaces(columns: readonly SuggestedColumn[]): readonly PlaceColumns[] {
  const having = (meaning: 'latitude' | 'longitude', degrees: number) =>
    columns.flatMap(({ meaning: meant, type, profile }, index) =>
      meant === meaning &&
      type === 'number' &&
      areDegrees(profile.left, degrees) &&
      areDegrees(profile.right, degrees)
        ? [index]
        : [],
    );
  const longitudes = having('longitude', 180);
  return having('latitude', 90)
    .map((latitude, place) => ({ latitude, longitude: longitudes[place] }))
    .filter((place): place is PlaceColumns => place.longitude !== undefined);
}

function areDegrees({ decimal, number }: ColumnProfile, most: number): boolean {
  return decimal >= MOSTLY_DECIMAL && number !== undefined && number.min >= -most && number.max <= most;
}
