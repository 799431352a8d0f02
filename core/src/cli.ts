import "reflect-metadata";

export { main } from "./cli/main.js";
