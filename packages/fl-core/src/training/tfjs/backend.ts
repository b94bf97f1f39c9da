/** Loads a tfjs backend: each is its own chunk, fetched only where it is asked for. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { createDevice, type Device, type TfjsBackend } from './device.ts';

export interface TfjsOptions {
  /**
   * Where the binaries of `@tensorflow/tfjs-backend-wasm` lie: the path or URL of
   * their directory, ending in `/`, or the address of each. Without it they are
   * looked for beside the script, which is right in Node and wrong in a bundle.
   */
  readonly wasmPaths?: string | { readonly simd: string; readonly plain: string };
}

type Core = typeof import('@tensorflow/tfjs-core');

async function register(core: Core, backend: TfjsBackend, { wasmPaths }: TfjsOptions): Promise<void> {
  switch (backend) {
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      return;
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return;
    case 'webgpu':
      await import('@tensorflow/tfjs-backend-webgpu');
      return;
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // The threaded binary breaks under bundlers when the page is cross-origin
      // isolated, and gains nothing on matrices of this size.
      core.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      if (wasmPaths === undefined) return;
      if (typeof wasmPaths === 'string') {
        setWasmPaths(wasmPaths);
        return;
      }
      setWasmPaths({
        'tfjs-backend-wasm.wasm': wasmPaths.plain,
        'tfjs-backend-wasm-simd.wasm': wasmPaths.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': wasmPaths.simd,
      });
    }
  }
}

interface Loss {
  isLost(): boolean;
  readonly lost: Promise<unknown>;
}

const losses = new WeakMap<object, Loss>();

/** How a graphics card that went away is noticed: drivers reset them, laptops switch them. */
function watchLoss(name: TfjsBackend, backend: object): Loss {
  if (name === 'webgl' && 'gpgpu' in backend) {
    const { gl } = backend.gpgpu as { gl: WebGLLike };
    const lost = new Promise((resolve) => {
      gl.canvas.addEventListener('webglcontextlost', resolve, { once: true });
    });
    return { isLost: () => gl.isContextLost(), lost };
  }
  if (name === 'webgpu' && 'device' in backend) {
    const { lost } = backend.device as { lost: Promise<unknown> };
    let gone = false;
    void lost.then(() => {
      gone = true;
    });
    return { isLost: () => gone, lost };
  }
  return { isLost: () => false, lost: new Promise(() => undefined) };
}

interface WebGLLike {
  isContextLost(): boolean;
  readonly canvas: EventTarget;
}

function lossOf(name: TfjsBackend, backend: object): Loss {
  const known = losses.get(backend) ?? watchLoss(name, backend);
  losses.set(backend, known);
  return known;
}

async function open(backend: TfjsBackend, options: TfjsOptions): Promise<Device> {
  const core = await import('@tensorflow/tfjs-core');
  // Keeps tfjs from advertising its native bindings on the console of Node.
  core.env().set('PROD', true);
  await register(core, backend, options);
  if (!(await core.setBackend(backend))) throw new Error('it did not start');
  if (backend === 'webgl' && !core.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new Error('this graphics card has no 32-bit floats');
  }
  const found = core.engine().findBackend(backend);
  const { isLost, lost } = lossOf(backend, found);
  if (isLost()) throw new Error('the graphics card was lost');
  return createDevice(backend, found, (kernel) => core.getKernel(kernel, backend)?.kernelFunc, isLost, lost);
}

/** tfjs starts one backend at a time: a second start makes it forget the first. */
let starting: Promise<unknown> = Promise.resolve();

/** Error: `ENGINE_UNAVAILABLE`, with why the backend does not start here. */
export async function openDevice(backend: TfjsBackend, options: TfjsOptions): Promise<Result<Device>> {
  const attempt = starting.then(() => open(backend, options));
  starting = attempt.catch(() => undefined);
  try {
    return ok(await attempt);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({
      code: 'ENGINE_UNAVAILABLE',
      message: `The ${backend} backend could not be started: ${why}.`,
    });
  }
}
