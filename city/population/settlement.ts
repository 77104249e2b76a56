import type { RandomStream } from '../random.ts';
import type { VillagePlan } from './city-plan.ts';
import type { Dwelling } from './person.ts';

const VACANT_SHARE = { urban: 0.11, rural: 0.07 };

const ESTATES_FIRST =
  '锦绣 幸福 阳光 清水 九龙 祥和 金城 凤凰 西湖 东岳 文华 六盘 龙泉 世纪 康居 南苑 北塬 盛世 宋家巷 滨河 和谐 明珠'.split(
    ' ',
  );
const ESTATES_LAST = '花园 家园 苑 小区 佳苑 雅居 新村 名邸 城 府'.split(' ');

interface Block {
  grid: number;
  code: string;
  name: string;
  estate: string;
  units: number;
  floors: number;
  taken: number;
}

/**
 * The dwellings of one village, given out one after another: flats in blocks of estates in a
 * community, yards in the groups of a village. Vacant ones stand in between.
 */
export interface Settlement {
  readonly dwellings: Dwelling[];
  /** The next dwelling. `progress` 0–1 is how much of the village is settled: it chooses the grid. */
  next(progress: number, use: Dwelling['use']): Dwelling;
}

export function openSettlement(random: RandomStream, village: VillagePlan): Settlement {
  const dwellings: Dwelling[] = [];
  const buildingsOfGrid = new Int32Array(village.grids);
  const vacantShare = village.urban ? VACANT_SHARE.urban : VACANT_SHARE.rural;
  let block: Block | null = null;
  let estate = '';
  let estateBlocks = 0;

  function newBuildingCode(grid: number): string {
    buildingsOfGrid[grid]! += 1;
    return gridCode(village, grid) + String(buildingsOfGrid[grid]).padStart(3, '0');
  }

  function newBlock(grid: number): Block {
    if (estateBlocks === 0) {
      estate = random.pick(ESTATES_FIRST) + random.pick(ESTATES_LAST);
      estateBlocks = random.between(4, 14);
    }
    estateBlocks -= 1;
    const floors = random.chance(0.75) ? random.between(5, 7) : random.between(11, 18);
    const code = newBuildingCode(grid);
    return {
      grid,
      code,
      name: `${Number(code.slice(15))}号楼`,
      estate,
      units: random.between(2, 4),
      floors,
      taken: 0,
    };
  }

  function flat(grid: number, use: Dwelling['use']): Dwelling {
    if (block === null || block.grid !== grid || block.taken === block.units * block.floors * 2) {
      block = newBlock(grid);
    }
    const perUnit = block.floors * 2;
    const unit = Math.floor(block.taken / perUnit) + 1;
    const floor = Math.floor((block.taken % perUnit) / 2) + 1;
    const room = floor * 100 + (block.taken % 2) + 1;
    block.taken += 1;
    return {
      ...bareDwelling(grid, use),
      code: `${block.code}${unit}${String(room).padStart(4, '0')}`,
      buildingCode: block.code,
      buildingName: block.name,
      estateName: block.estate,
      unitNo: String(unit),
      roomNo: String(room),
      address: `${village.address}${block.estate}${block.name}${unit}单元${room}室`,
    };
  }

  function yard(grid: number, use: Dwelling['use']): Dwelling {
    const buildingCode = newBuildingCode(grid);
    const number = Number(buildingCode.slice(15));
    const group = grid + 1;
    return {
      ...bareDwelling(grid, use),
      code: `${buildingCode}00001`,
      buildingCode,
      buildingName: `${group}组${number}号院`,
      estateName: '',
      unitNo: '',
      roomNo: String(number),
      address: `${village.address}${group}组${number}号`,
    };
  }

  function bareDwelling(grid: number, use: Dwelling['use']) {
    const serial = String(dwellings.length).padStart(5, '0');
    const isUsed = use !== 'VACANT';
    return {
      gridCode: gridCode(village, grid),
      use,
      accountNo: `6${String(village.index).padStart(4, '0')}${serial}`,
      electricityKwh: isUsed ? random.between(45, village.urban ? 320 : 190) : 0,
      waterM3: isUsed ? random.between(3, 17) : 0,
      unlisted: false,
    };
  }

  function build(grid: number, use: Dwelling['use']): Dwelling {
    const dwelling = village.urban ? flat(grid, use) : yard(grid, use);
    dwellings.push(dwelling);
    return dwelling;
  }

  return {
    dwellings,
    next(progress, use) {
      const grid = Math.min(village.grids - 1, Math.floor(progress * village.grids));
      while (random.chance(vacantShare)) build(grid, 'VACANT');
      return build(grid, use);
    },
  };
}

/** 15 digits; `grid` counts from 0. */
export function gridCode(village: { code: string }, grid: number): string {
  return village.code + String(grid + 1).padStart(3, '0');
}
