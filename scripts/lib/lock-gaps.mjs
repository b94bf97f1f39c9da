/**
 * A registry that mirrors only some platforms makes npm leave the other platforms' packages out of the lock file,
 * and `npm ci` then refuses the file everywhere. These functions find and fill such gaps.
 *
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} LockFile
 */

const OS =
  /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows)(?=-|$)/;
const CPU = /-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64|64)(?=-|$)/;
const LIBC = /-(musl|gnu)/;

/**
 * The optional packages that others of the lock file name but that it has no entry for.
 * @param {LockFile} lock
 * @returns {{ path: string, version: string, dev: boolean }[]}
 */
export function lockGaps({ packages }) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !lookupPaths(parent, name).some((path) => path in packages))
      .map(([name, version]) => ({ path: `node_modules/${name}`, version, dev })),
  );
}

/** Where Node would find a package from inside another, nearest first. @param {string} parent @param {string} name */
function lookupPaths(parent, name) {
  const parts = parent.split('/node_modules/');
  const nested = parts.map((_, index) =>
    [...parts.slice(0, parts.length - index), name].join('/node_modules/'),
  );
  return [...nested, `node_modules/${name}`];
}

/**
 * The lock file with an entry for every gap, its platform told from the package's name. Such an entry has no
 * checksum: npm takes the registry's where that platform installs it.
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export function withoutGaps(lock) {
  const filled = lockGaps(lock).map(({ path, version, dev }) => {
    const { os, cpu, libc } = platformOf(path);
    return [path, { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os }];
  });
  const entries = [...Object.entries(lock.packages), ...filled];
  const packages = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return { ...lock, packages };
}

/** @param {string} name @returns {{ os: string[], cpu: string[], libc: string[] | null }} */
function platformOf(name) {
  const os = OS.exec(name)?.[1];
  const cpu = CPU.exec(name)?.[1];
  if (!os || !cpu)
    throw new Error(`The name ${name} does not tell its platform; add it to package-lock.json by hand.`);
  const libc = os === 'linux' ? LIBC.exec(name)?.[1] : undefined;
  return {
    os: [os === 'windows' ? 'win32' : os],
    cpu: [cpu === '64' ? 'x64' : cpu],
    libc: libc ? [libc === 'gnu' ? 'glibc' : libc] : null,
  };
}
