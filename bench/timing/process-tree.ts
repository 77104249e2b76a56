import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started use, as the system tells it now. */
export interface TreeUse {
  /** Bytes: proportional set size, so that shared pages count once. */
  readonly bytes: number;
  /** Processor time so far, those that have ended included as far as they were seen. */
  readonly cpuSeconds: number;
}

export interface ProcessTree {
  /** Null where the system does not say. */
  read(): TreeUse | null;
}

/** Linux counts processor time in hundredths of a second, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/**
 * Watches the tree below a process by `/proc` (Linux). Whoever was once seen in it stays in it, also when its
 * parent ends before it, as servers arrange.
 */
export function watchTree(rootPid: number): ProcessTree {
  const ticks = new Map([[rootPid, 0]]);
  return Object.freeze({
    read: () => {
      for (const seen of processes()) {
        if (ticks.has(seen.parent) || ticks.has(seen.pid)) ticks.set(seen.pid, seen.ticks);
      }
      const sizes = [...ticks.keys()].map(proportionalBytes).filter((bytes) => bytes !== null);
      if (sizes.length === 0) return null;
      const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);
      return { bytes: sum(sizes), cpuSeconds: sum(ticks.values()) / TICKS_PER_SECOND };
    },
  });
}

interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** By number, so that a parent mostly stands before its children. */
function processes(): SeenProcess[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(seenProcess)
    .filter((seen) => seen !== null)
    .sort((a, b) => a.pid - b.pid);
}

/** Fields 4 (parent), 14 and 15 (user and system ticks) of proc(5) stat, counted behind the name in brackets. */
function seenProcess(name: string): SeenProcess | null {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
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
