import { readdirSync, readFileSync } from 'node:fs';

/** Adds up the memory of a process and all that it started. */
export interface TreeMemory {
  /** Bytes now: proportional set size, so that shared pages count once. Null where the system does not say. */
  read(): number | null;
}

/**
 * Watches the tree below a process by `/proc` (Linux). Whoever was once seen in it stays in it, also when its
 * parent ends before it, as servers arrange.
 */
export function watchTree(rootPid: number): TreeMemory {
  const known = new Set([rootPid]);
  return Object.freeze({
    read: () => {
      for (const [pid, parent] of parents()) if (known.has(parent)) known.add(pid);
      const sizes = [...known].map(proportionalBytes).filter((bytes) => bytes !== null);
      return sizes.length === 0 ? null : sizes.reduce((sum, bytes) => sum + bytes, 0);
    },
  });
}

/** Every process and its parent, by number, so that a parent mostly stands before its children. */
function parents(): [pid: number, parent: number][] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, number] => [Number(name), parentOf(name)])
    .sort(([a], [b]) => a - b);
}

/** The second field after the name, which stands in brackets and may hold anything. */
function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
}

function proportionalBytes(pid: number): number | null {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
