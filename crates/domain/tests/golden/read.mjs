// An independent reader of the golden vectors, from docs/journal.md alone: its own CBOR, Node's hashes and signatures.
import { createHash, createHmac, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
let passed = 0;
const check = (what, got, wanted) => {
  const [a, b] = [got, wanted].map((value) => (Buffer.isBuffer(value) ? value.toString("hex") : value));
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
  passed += 1;
};
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const hmac = (key, ...parts) => createHmac("sha256", key).update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const hex = (text) => Buffer.from(text, "hex");

// RFC 8949 §4.2.1, strictly: shortest lengths, definite lengths, names sorted by length and then by bytes.
function read(bytes) {
  let at = 0;
  const length = (small) => {
    if (small < 24) return small;
    const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[small];
    if (!size) throw new Error("indefinite or reserved length");
    const value = size === 8 ? bytes.readBigUInt64BE(at) : BigInt(bytes.readUIntBE(at, size));
    at += size;
    const least = { 1: 24n, 2: 0x100n, 4: 0x10000n, 8: 0x100000000n }[size];
    if (value < least) throw new Error("a length that could be shorter");
    return Number(value);
  };
  const take = (count) => bytes.subarray(at, (at += count));
  const item = () => {
    const head = bytes[at++];
    const [major, small] = [head >> 5, head & 31];
    if (major === 7) return { 20: false, 21: true, 22: null }[small] ?? (small === 22 ? null : fail(head));
    const count = length(small);
    switch (major) {
      case 0: return count;
      case 1: return -1 - count;
      case 2: return take(count);
      case 3: return take(count).toString("utf8");
      case 4: return Array.from({ length: count }, item);
      case 5: {
        const map = new Map();
        let last = null;
        for (let n = 0; n < count; n += 1) {
          const name = item();
          const raw = Buffer.from(name);
          if (last && (last.length > raw.length || (last.length === raw.length && Buffer.compare(last, raw) >= 0))) {
            throw new Error("names out of order");
          }
          last = raw;
          map.set(name, item());
        }
        return map;
      }
      default: return fail(head);
    }
  };
  const fail = (head) => { throw new Error(`0x${head.toString(16)} has no place in the journal`); };
  const value = item();
  if (at !== bytes.length) throw new Error("bytes too many");
  return value;
}

const publicKey = createPublicKey({ key: Buffer.concat([hex("302a300506032b6570032100"), hex(vectors.public_key)]), format: "der", type: "spki" });
const subjectKey = hex(vectors.subject_key);

// A payload: kind, version, edits as [field, before, after], what it quotes.
const payloadBytes = hex(vectors.payload.bytes);
const [kind, version, edits, quotes] = read(payloadBytes);
check("kind", kind, vectors.payload.kind);
check("version", version, 1);
check("fields in order", edits.map(([field]) => field).join(), "address,last_name");
check("city", edits[0][2].get("city"), vectors.payload.city);
check("quotes is a UUID version 7", quotes[6] >> 4, 7);

// A header, its hash, and its commitment to the payload (J2.3).
const headerBytes = hex(vectors.header.bytes);
const header = read(headerBytes);
check("header version", header[0], 1);
check("base", header[4], vectors.header.base);
check("header hash", sha256("coopol change\n", headerBytes), vectors.header.hash);
const nonce = hmac(subjectKey, "coopol change nonce\n", header[1]);
check("commitment", hmac(nonce, payloadBytes), header[8]);
check("the header doesn't say what kind it is", headerBytes.includes(Buffer.from(kind)), false);

// A push, signed (J3.1).
const [push, signature] = read(hex(vectors.push.signed));
check("push number", push[3], vectors.push.number);
const pushBytes = hex(vectors.push.signed).subarray(1, -66);
check("push hash", sha256("coopol push\n", pushBytes), vectors.push.hash);
check("push signature", verify(null, Buffer.concat([Buffer.from("coopol push\n"), pushBytes]), publicKey, signature), true);
check("the push names the change", push[8][0], vectors.header.hash);

// Entries, leaves and the root of an RFC 6962 tree (J3.2, J5.1).
const leaves = vectors.entries.map(({ bytes, leaf, seq }) => {
  const entry = read(hex(bytes));
  check(`entry ${seq}`, entry[1], seq);
  check(`leaf ${seq}`, sha256([0], hex(bytes)), leaf);
  return hex(leaf);
});
const root = (hashes) => {
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256([1], root(hashes.slice(0, split)), root(hashes.slice(split)));
};
check("root", root(leaves), vectors.root);

// A state: sort, usual stamp, values, other stamps, rivals; its hidden leaf.
const stateBytes = hex(vectors.state.bytes);
const [sort, , values, , rivals] = read(stateBytes);
check("sort", sort, "person");
check("the value that counts", values.get("last_name"), vectors.state.last_name);
check("the value beside it", rivals.get("last_name")[0][0], vectors.state.rival);
const subject = header[3];
const stateLeaf = sha256([0], subject, hmac(subjectKey, "coopol state\n", stateBytes));
check("state leaf", stateLeaf, vectors.state.leaf);

// The checkpoint (C2SP signed note and tlog-checkpoint).
const [body, tail] = vectors.checkpoint.split("\n\n");
const [origin, size, rootLine, stateLine] = body.split("\n");
check("origin", origin, `coopol/${vectors.stream}`);
check("tree", `${size} ${rootLine}`, `${leaves.length} ${hex(vectors.root).toString("base64")}`);
check("state root", stateLine, `state ${leaves.length} ${stateLeaf.toString("base64")}`);
const [, name, blob] = tail.trim().split(" ");
const note = Buffer.from(blob, "base64");
const keyId = sha256(name, "\n", [1], hex(vectors.public_key)).subarray(0, 4);
check("key id and signature", note.subarray(0, 4).equals(keyId) && verify(null, Buffer.from(`${body}\n`), publicKey, note.subarray(4)), true);

// The move from one key to the next (J5.4): a note that both sign.
const [moved, signatures] = vectors.moved.split("\n\n");
const [title, movedOrigin, movedSize, movedRoot, from, to, at] = moved.split("\n");
check("title", title, "coopol log_moved 1");
check("origin of the move", movedOrigin, `coopol/${vectors.stream}`);
check("tree that is left", `${movedSize} ${movedRoot}`, `${leaves.length} ${hex(vectors.root).toString("base64")}`);
check("address", at, "at https://coopol.example");
const signed = signatures.trim().split("\n");
for (const [place, [word, line]] of [["from", from], ["to", to]].entries()) {
  const [given, keyName, id, typed] = /^(\w+) ([^+]+)\+([^+]+)\+(.*)$/.exec(line).slice(1);
  const raw = Buffer.from(typed, "base64");
  const bytes = Buffer.from(signed[place].split(" ")[2], "base64");
  const key = createPublicKey({ key: Buffer.concat([hex("302a300506032b6570032100"), raw.subarray(1)]), format: "der", type: "spki" });
  check("which key", given, word);
  check("id of the key", sha256(keyName, "\n", raw).subarray(0, 4).toString("hex"), id);
  check("its signature", bytes.subarray(0, 4).toString("hex") === id && verify(null, Buffer.from(`${moved}\n`), key, bytes.subarray(4)), true);
}
check("the key that is left is the checkpoint's", Buffer.from(from.split("+").slice(2).join("+"), "base64").subarray(1), hex(vectors.public_key));

// A witness's cosignature (C2SP tlog-cosignature v1): the note of the checkpoint, and one more line.
check("the checkpoint itself", vectors.cosigned.startsWith(vectors.checkpoint), true);
const cosignature = vectors.cosigned.slice(vectors.checkpoint.length).trim().split(" ");
const cosigned = Buffer.from(cosignature[2], "base64");
check("id of the witness", cosigned.subarray(0, 4).equals(sha256(cosignature[1], "\n", [4], hex(vectors.witness)).subarray(0, 4)), true);
const when = cosigned.readBigUInt64BE(4);
check("when", when, 1795348800n);
const witness = createPublicKey({ key: Buffer.concat([hex("302a300506032b6570032100"), hex(vectors.witness)]), format: "der", type: "spki" });
const statement = `cosignature/v1\ntime ${when}\n${vectors.checkpoint.split("\n\n")[0]}\n`;
check("the cosignature", verify(null, Buffer.from(statement), witness, cosigned.subarray(12)), true);

console.log(`${passed} checks passed`);
