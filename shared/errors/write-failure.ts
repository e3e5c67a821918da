// Why a file could not be written, in the words of whoever has to do something about it.

import { AppError } from './app-error.js';

const WHY: ReadonlyMap<string, string> = new Map([
  ['EBUSY', '文件正被其他程序打开'],
  ['ETXTBSY', '文件正被其他程序打开'],
  ['EACCES', '没有写入的权限，或文件正被其他程序打开'],
  ['EPERM', '没有写入的权限，或文件正被其他程序打开'],
  ['EROFS', '位置是只读的'],
  ['ENOSPC', '磁盘空间不足'],
  ['EDQUOT', '磁盘空间不足'],
  ['ENOENT', '文件夹不存在'],
  ['ENOTDIR', '文件夹不存在'],
  ['EISDIR', '同名的文件夹已存在'],
  ['EEXIST', '同名的文件已存在'],
  ['ELOOP', '快捷方式指向的位置不存在'],
  ['ENAMETOOLONG', '文件名太长'],
  ['ENODEV', '磁盘或网络位置已断开'],
  ['ENXIO', '磁盘或网络位置已断开'],
  ['EIO', '磁盘读写出错'],
]);

/** What the system said stays in the detail. */
export function writeFailure(name: string, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError('file.save-failed', { name, why: WHY.get(code) ?? '系统没有写入' }, { detail, cause: error });
}
