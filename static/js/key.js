// A fresh submission_key, for what a script sends more than once from one form. 32 characters, no secure context needed.
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
