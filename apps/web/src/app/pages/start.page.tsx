import { Navigate } from 'react-router';
import { useMay } from '../../shared/session/who.ts';
import { places } from '../navigation.tsx';

/** Each role begins where its work lies. */
export const Component = () => {
  const may = useMay();
  const first = places.find(({ needs }) => may(needs));
  // Who pays begins with what is to pay.
  const start = may('returns.payRefund') ? '/refunds' : first?.to;
  return <Navigate to={start ?? '/status'} replace />;
};
