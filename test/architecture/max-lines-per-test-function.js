const SUITES = new Set(["describe", "describe.only", "describe.skip"]);

/** ESLint's `max-lines-per-function` for tests: a suite is a heading around functions, not one of them. */
export const maxLinesPerTestFunction = {
  meta: { type: "suggestion", schema: [{ type: "integer", minimum: 1 }], messages: { long: "This function has {{lines}} lines, more than {{limit}}." } },
  create(context) {
    const [limit] = context.options;
    return {
      ":function"(node) {
        const { parent } = node;
        const isSuite = parent.type === "CallExpression" && SUITES.has(context.sourceCode.getText(parent.callee));
        const lines = node.loc.end.line - node.loc.start.line + 1;
        if (!isSuite && lines > limit) context.report({ node, messageId: "long", data: { lines, limit } });
      },
    };
  },
};
