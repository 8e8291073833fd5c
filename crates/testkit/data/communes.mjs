// Writes communes-78.csv: the communes of the Yvelines, from the npm package @etalab/decoupage-administratif.
//
//   npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-administratif-6.0.0.tgz
//   node communes.mjs package/data/communes.json > communes-78.csv
//
// Columns: INSEE code; name; arrondissement; population; postcodes, separated by spaces. Largest population first, so
// that the list reads as the order in which sections are named.

import { readFileSync } from "node:fs";

const communes = JSON.parse(readFileSync(process.argv[2], "utf8"));
const chosen = communes
  .filter((commune) => commune.departement === "78" && commune.type === "commune-actuelle")
  .sort((a, b) => b.population - a.population || a.code.localeCompare(b.code));

console.log("code;name;arrondissement;population;postcodes");
for (const { code, nom, arrondissement, population, codesPostaux } of chosen) {
  console.log([code, nom, arrondissement, population, codesPostaux.join(" ")].join(";"));
}
