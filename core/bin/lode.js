#!/usr/bin/env node
import { main } from "../dist/cli.js";

// Nobody reads any more, as in `lode list | head`: the work goes on, unheard.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2));
