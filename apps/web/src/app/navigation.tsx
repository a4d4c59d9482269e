import {
  AuditOutlined,
  CommentOutlined,
  DashboardOutlined,
  ImportOutlined,
  MoneyCollectOutlined,
  ProfileOutlined,
  TruckOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { RouteName } from '@kefu/contracts';
import type { ReactNode } from 'react';

type Place = { to: string; name: PlaceName; icon: ReactNode; needs: RouteName };
export type PlaceName =
  'workbench' | 'cases' | 'approvals' | 'refunds' | 'parcels' | 'imports' | 'ledger' | 'status';

/** A place is shown to whoever may use the door behind it. */
export const places: Place[] = [
  { to: '/workbench', name: 'workbench', icon: <CommentOutlined />, needs: 'chat.getPresence' },
  { to: '/cases', name: 'cases', icon: <ProfileOutlined />, needs: 'returns.listCases' },
  { to: '/approvals', name: 'approvals', icon: <AuditOutlined />, needs: 'returns.listApprovals' },
  { to: '/refunds', name: 'refunds', icon: <MoneyCollectOutlined />, needs: 'returns.listRefunds' },
  { to: '/inquiries', name: 'parcels', icon: <TruckOutlined />, needs: 'logistics.listInquiries' },
  { to: '/imports', name: 'imports', icon: <ImportOutlined />, needs: 'orders.listImports' },
  { to: '/ledger', name: 'ledger', icon: <WalletOutlined />, needs: 'payroll.listEntries' },
  { to: '/status', name: 'status', icon: <DashboardOutlined />, needs: 'gateway.status' },
];
