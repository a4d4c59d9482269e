import type { ImportErrorCode } from '@kefu/contracts';

/** Why something could not be read: a code for programs, a sentence for the person who mends the file. */
export type Complaint = { code: ImportErrorCode; reason: string };

/** What a cell says, or why it says nothing that can be used. */
export type Reading<T> = { value: T } | Complaint;

export const isRead = <T>(reading: Reading<T>): reading is { value: T } => 'value' in reading;
