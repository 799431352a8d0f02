import "reflect-metadata";
import { writeSchema } from "../dist/cli/write-schema.js";

await writeSchema();
