import { z } from 'zod';

/** Where a problem's page lies; the code is the last part. */
export const problemType = (code: string): string => `https://kefu.dev/problems/${code}`;

/** RFC 9457 problem details: what went wrong, where, and how to mend it. */
export const Problem = z
  .object({
    type: z.string().meta({ example: problemType('window-closed') }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string().meta({ description: 'Stable code for programs', example: 'window-closed' }),
    correlationId: z.string().optional(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that could not be read' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
