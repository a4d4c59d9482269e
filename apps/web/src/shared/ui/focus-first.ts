/** As a `ref`: the control has the focus when it appears, and only then. */
export const focusFirst = (control: { focus: () => void } | null): void => control?.focus();
