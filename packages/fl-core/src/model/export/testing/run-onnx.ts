/** Scores rows with ONNX Runtime's own WebAssembly, as a consumer of the file would. */
import * as ort from 'onnxruntime-web';
import type { RawColumns } from './sample-model.ts';

/** Raw columns as the file's inputs: NaN and empty texts where a value is missing. */
function feeds({ numbers, texts, times }: RawColumns): Record<string, ort.Tensor> {
  const float64 = (cells: readonly (number | null)[]) =>
    new ort.Tensor(
      'float64',
      Float64Array.from(cells, (cell) => cell ?? Number.NaN),
      [cells.length],
    );
  return Object.fromEntries([
    ...Object.entries({ ...numbers, ...times }).map(([name, cells]) => [name, float64(cells)]),
    ...Object.entries(texts).map(([name, cells]) => [
      name,
      new ort.Tensor(
        'string',
        cells.map((cell) => cell ?? ''),
        [cells.length],
      ),
    ]),
  ]);
}

/** The file's one output. @throws when the runtime does not accept the file or the columns. */
export async function runOnnx(file: Uint8Array, columns: RawColumns): Promise<Float32Array> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
  try {
    const result = await session.run(feeds(columns));
    const [name] = session.outputNames;
    return Float32Array.from((await result[name ?? '']?.getData()) as Float32Array);
  } finally {
    await session.release();
  }
}
