import { type ErrorCode, isZhaorenError, ZhaorenError } from '#domain/error-catalogue.ts';

/** Why a database does not answer: code of the system or of PostgreSQL → Chinese words. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: '该地址没有数据库服务',
  ECONNRESET: '连接被中断',
  EPIPE: '连接被中断',
  ENOENT: '套接字不存在',
  ENOTFOUND: '找不到该主机',
  EAI_AGAIN: '找不到该主机',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  '28P01': '用户名或密码不对',
  '28000': '数据库拒绝该用户登录',
  '3D000': '没有这个数据库',
  '53300': '连接数已满',
  '57P01': '数据库正在停止',
  '57P02': '数据库异常停止',
  '57P03': '数据库正在启动或停止',
};

/**
 * A failure of PostgreSQL or of the way to it, as users see it. PostgreSQL's own message may quote a row, so
 * only its code and the table go on; the address never carries the password.
 */
export function databaseFailure(error: unknown, host: string): ZhaorenError<ErrorCode> {
  if (isZhaorenError(error)) return error;
  const { code, message, table } = error as { code?: string; message?: string; table?: string };
  const reason = (code && UNREACHABLE[code]) || lostConnection(message ?? '');
  if (reason !== undefined) return new ZhaorenError('DATABASE_UNREACHABLE', { host, reason });
  if (code === '42501') return new ZhaorenError('DATABASE_RIGHTS', { host, action: '建立或改动对象' });
  if (code === '53100' || code === 'ENOSPC') return new ZhaorenError('DISK_FULL', { path: `数据库 ${host}` });
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code))
    return new ZhaorenError('DATABASE_FAILED', { host, sqlState: code, table });
  throw error;
}

/** Failures that node-postgres itself reports, without a code. */
function lostConnection(message: string): string | undefined {
  if (/timeout/i.test(message)) return '连接超时';
  if (/Connection terminated|not queryable|closed the connection/.test(message)) return '连接被中断';
  if (/SSL/.test(message)) return '加密连接的要求与服务器不符';
  if (/SASL|password must be a string/.test(message)) return '用户名或密码不对';
  return undefined;
}
