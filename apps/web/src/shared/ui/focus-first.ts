type Control = { focus: () => void; nativeElement: HTMLElement | null };

const met = new WeakSet<HTMLElement>();

/** As a `ref`: the control has the focus when it appears, and only then. Antd hands out a new one at every render. */
export const focusFirst = (control: Control | null): void => {
  const element = control?.nativeElement;
  if (!control || !element || met.has(element)) return;
  met.add(element);
  control.focus();
};
