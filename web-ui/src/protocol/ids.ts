// Ids made here. `crypto.getRandomValues` also exists on plain http, unlike `crypto.randomUUID`.

/** 128 random bits as 32 hexadecimal digits. */
export function newId(): string {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
