/**
 * What the machine says about a process. A number alone proves little: ids are reused, and inside a container a killed
 * process may stay a zombie for ever. Hence the moment of its start, which together with the id names one process only.
 * Linux tells through /proc, other systems through `ps`; where neither answers, only the id itself is known.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface LivingProcess {
  pid: number;
  /** Comparable with another reading on the same machine, nothing more. Empty when the machine does not tell. */
  startedAt: string;
  /** The command line, empty when the machine does not tell. */
  command: string;
}

/** The process with this id if it runs; zombies count as gone. */
export function livingProcess(pid: number): LivingProcess | undefined {
  if (!Number.isSafeInteger(pid) || pid < 1 || !answersSignals(pid)) return undefined;
  const told = fromProc(pid) ?? fromPs(pid);
  if (!told) return { pid, startedAt: '', command: '' };
  return told.state.startsWith('Z') || told.state.startsWith('X') ? undefined : { pid, ...told };
}

/** Whether exactly this process still runs, and not a later one under the same id. */
export function stillRuns(process: LivingProcess): boolean {
  return livingProcess(process.pid)?.startedAt === process.startedAt;
}

/** Signals exactly this process, if it is still there. */
export function signalProcess(target: LivingProcess, signal: NodeJS.Signals): void {
  try {
    if (stillRuns(target)) process.kill(target.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface Told {
  state: string;
  startedAt: string;
  command: string;
}

function fromProc(pid: number): Told | undefined {
  try {
    const told = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return { ...told, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() };
  } catch {
    return undefined;
  }
}

/** Fields 3 (state) and 22 (start, in ticks since boot); counted from the last parenthesis, for a name may contain any. */
export function parseProcStat(stat: string): { state: string; startedAt: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], startedAt: fields[19] };
}

function fromPs(pid: number): Told | undefined {
  // A fixed zone and language: the start must read the same from every shell.
  const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' };
  const listed = spawnSync('ps', ['-ww', '-o', 'stat=', '-o', 'lstart=', '-o', 'args=', '-p', String(pid)], { env });
  return parsePs(listed.stdout?.toString() ?? '');
}

export function parsePs(line: string): Told | undefined {
  const parts = /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+[\d:]+\s+\d{4})\s+(.*)$/m.exec(line);
  return parts ? { state: parts[1], startedAt: parts[2], command: parts[3].trim() } : undefined;
}
