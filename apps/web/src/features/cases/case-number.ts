/** What people call a case by: the end of its id, where the chance lies. */
export const caseNumber = (caseId: string): string => `#${caseId.slice(-6).toUpperCase()}`;
