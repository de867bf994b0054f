// The package has types that its own export map does not lead to; these are the functions used here and in its tests.
declare module "cephes" {
  export const compiled: Promise<void>;
  export function lgam(x: number): number;
  export function psi(x: number): number;
  export function hyp2f1(...abcx: [a: number, b: number, c: number, x: number]): number;
}
