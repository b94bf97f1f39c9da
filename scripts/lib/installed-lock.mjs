/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean, os?: string[], cpu?: string[] }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} LockFile
 */

/**
 * Whether node_modules holds what the lock file asks for, judged by the record npm keeps of what it installed.
 * Optional packages may be missing (they are for other platforms), but none may be there that is for another
 * platform: the folder was then copied from a different machine.
 * @param {LockFile} wanted package-lock.json
 * @param {LockFile} installed node_modules/.package-lock.json
 * @param {{ platform: string, arch: string }} machine
 */
export function lockIsInstalled(wanted, installed, machine) {
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (!path.includes('node_modules/')) continue;
    const there = installed.packages[path];
    if (!there && !entry.optional) return false;
    if (there && there.version !== entry.version) return false;
  }
  return Object.values(installed.packages).every(
    ({ os, cpu }) => allows(os, machine.platform) && allows(cpu, machine.arch),
  );
}

/** @param {string[] | undefined} list e.g. `['linux']` or `['!win32']` @param {string} value */
function allows(list, value) {
  if (!list) return true;
  const refused = list.filter((item) => item.startsWith('!'));
  if (refused.includes(`!${value}`)) return false;
  return refused.length === list.length || list.includes(value) || list.includes('any');
}
