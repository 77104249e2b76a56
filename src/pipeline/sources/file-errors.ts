import { isZhaorenError, ZhaorenError } from '#domain/error-catalogue.ts';

/**
 * What the operating system refused, as an error that a clerk can act on; other errors come back unchanged.
 * DuckDB tells of a full disk in words only.
 */
export function fileError(cause: unknown, path: string, action: '读取' | '写入'): unknown {
  if (!(cause instanceof Error) || isZhaorenError(cause)) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device/i.test(cause.message))
    return new ZhaorenError('DISK_FULL', { path }, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || /Permission denied/i.test(cause.message))
    return new ZhaorenError('NO_PERMISSION', { path, action }, { cause });
  return cause;
}
