import { Ledger } from '../../features/ledger/ledger.tsx';

export const Component = Ledger;
