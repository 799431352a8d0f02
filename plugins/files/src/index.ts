import { definePlugin } from "@lode/core";

export default definePlugin({ name: "@lode/files", core: "^0.1.0", components: [] });
