/**
 * Stands in for @noble/curves/nist.js in the bundle (see build.mjs). typage carries P-256 and P-384
 * for hardware-token recipients, which a letter is never sealed to; without them the script is a
 * seventh smaller and slow phones do not set up two curves. Using one of them fails loudly.
 */

function refuse() {
  throw new Error("this curve is not in the bundle: letters are sealed to age1pq1 recipients only");
}

const absent = {
  // What the hybrid module looks at while it loads, before anybody chose a recipient.
  lengths: { secretKey: 32, publicKey: 33, publicKeyUncompressed: 65, seed: 48 },
  Point: { Fn: {}, fromBytes: refuse },
  keygen: refuse,
  getPublicKey: refuse,
  getSharedSecret: refuse,
};

export { absent as p256, absent as p384 };
