export { toOnnx } from './onnx-model.ts';
export { TFJS_WEIGHTS, type TfjsFiles, toTfjs } from './tfjs-layers-model.ts';
