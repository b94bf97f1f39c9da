/** What this machine can do at most: independent SIMD multiply-adds in registers, in WebAssembly like the kernel. */
import { main } from 'assemblyscript/asc';

const CHAINS = 12;
const ROUNDS = 4_000_000;
/** Single-precision lanes of a SIMD register. */
const LANES = 4;

const names = Array.from({ length: CHAINS }, (_, i) => `s${i}`);
const SOURCE = `
export function run(rounds: i32): f32 {
  const x = f32x4.splat(0.999);
  const y = f32x4.splat(0.001);
  ${names.map((name, i) => `let ${name} = f32x4.splat(${i});`).join('\n  ')}
  for (let i = 0; i < rounds; i++) {
    ${names.map((name) => `${name} = f32x4.add(f32x4.mul(${name}, x), y);`).join('\n    ')}
  }
  let sum = s0;
  ${names
    .slice(1)
    .map((name) => `sum = f32x4.add(sum, ${name});`)
    .join('\n  ')}
  return f32x4.extract_lane(sum, 0);
}
`;

/** Billions of multiply-adds a second on one core, the best of several tries. */
export async function multiplyAddPeak(): Promise<number> {
  let binary = new Uint8Array();
  const options = ['-O3', '--enable', 'simd', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
  const { error } = await main(['peak.ts', '--outFile', 'peak.wasm', ...options], {
    readFile: (name) => (name === 'peak.ts' ? SOURCE : null),
    writeFile: (_, contents) => {
      binary = contents as Uint8Array<ArrayBuffer>;
    },
    listFiles: () => [],
  });
  if (error) throw error;
  const { instance } = await WebAssembly.instantiate(binary);
  const run = instance.exports.run as (rounds: number) => number;
  run(100_000);
  const tries = Array.from({ length: 7 }, () => {
    const started = performance.now();
    run(ROUNDS);
    return performance.now() - started;
  });
  return (ROUNDS * CHAINS * LANES) / Math.min(...tries) / 1e6;
}
