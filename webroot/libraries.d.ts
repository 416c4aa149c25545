/** What scripts load from lib, where the build puts the packages of npm. */
declare module '*/lib/@noble/ed25519/index.js' {
  export function verifyAsync(
    signature: BufferSource, message: BufferSource, publicKey: Uint8Array, options: {zip215: boolean}): Promise<boolean>;
}
