/** The two activities: each leaves one event of the case. */
export type Steps = {
  promise(caseId: string): Promise<void>;
  keep(caseId: string): Promise<void>;
};

export const stepsFrom = (record: (caseId: string, type: string) => Promise<void>): Steps => ({
  promise: (caseId) => record(caseId, 'Promised'),
  keep: (caseId) => record(caseId, 'Kept'),
});
