import { findChromium } from '../../scripts/chromium.mjs';

/** Launches Chromium with graphics in software, so that WebGL and WebGPU are there on any machine. */
export const SOFTWARE_GRAPHICS = {
  executablePath: findChromium() ?? undefined,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ],
};
