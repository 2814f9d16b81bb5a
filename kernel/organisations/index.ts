/**
 * Unified social credit codes of organisations, GB 32100-2015: 18 characters, of which the last is a check digit
 * after ISO 7064's scheme with modulus 31.
 */

/** The 31 characters in the order of their values 0 to 30: I, O, S, V and Z are left out. */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const modulus = alphabet.length;
const bodyLength = 17;
const weightBase = 3;

/**
 * @param body the first 17 characters of a code
 * @returns the 18th (GB 32100-2015, annex A: weights 3^(i-1) mod 31)
 * @throws Error when it has another length or characters outside the alphabet
 */
export function creditCodeCheckDigit(body: string): string {
  if (body.length !== bodyLength) {
    throw new Error(`The body of a credit code has ${bodyLength} characters: ${body}`);
  }
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    const value = alphabet.indexOf(character);
    if (value < 0) {
      throw new Error(`Not a character of a credit code: ${character}`);
    }
    sum += value * weight;
    weight = (weight * weightBase) % modulus;
  }
  return alphabet.charAt((modulus - (sum % modulus)) % modulus);
}

/** True when the text is a unified social credit code: 18 characters of its alphabet with the right check digit. */
export function checkCreditCode(code: string): boolean {
  return (
    code.length === bodyLength + 1 &&
    [...code].every((character) => alphabet.includes(character)) &&
    // Characters 3 to 8 are the administrative division where the organisation is registered.
    /^\d{6}$/.test(code.slice(2, 8)) &&
    creditCodeCheckDigit(code.slice(0, bodyLength)) === code.charAt(bodyLength)
  );
}
