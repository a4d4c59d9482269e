type State = 'open' | 'closed';

export const describe = (state: State): string => {
  switch (state) {
    case 'open':
      return 'open';
  }
  return '';
};
