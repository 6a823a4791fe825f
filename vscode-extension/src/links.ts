// How a link leads to a rule's page.

/** The command that shows a rule's page; its argument is the rule's name. */
export const EXPLAIN = "lamlint.explainRule";

/** What the server makes links to rules' pages of. */
export const PAGE_LINK = `command:${EXPLAIN}?%22{rule}%22`;
