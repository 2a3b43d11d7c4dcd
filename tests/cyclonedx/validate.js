// Prints what is wrong with a CycloneDX 1.6 document; exits with 1 where
// something is. Usage: node validate.js bom.json...
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
let bad = 0;
for (const file of process.argv.slice(2)) {
  const error = await validator.validate(readFileSync(file, "utf8"));
  if (error !== null) {
    console.error(file, error);
    bad = 1;
  }
}
process.exit(bad);
