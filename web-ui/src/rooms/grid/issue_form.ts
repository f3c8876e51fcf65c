// How much a form takes of an issue.
export const kIssueTitleMax = 100; // Chinese characters in the server's 300 bytes
export const kIssueTextMax = 1000;
