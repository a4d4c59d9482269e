import type { Conversation } from '@kefu/contracts';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CasesOfCustomer } from '../../../features/cases/cases-of-customer.tsx';
import { MissingItemDrawer, type MissingItem } from '../../../features/cases/missing-item-drawer.tsx';
import { CustomerTab } from '../../../features/customer/customer-tab.tsx';
import { belongsTo } from '../../../features/customer/belongs.ts';
import type { Order, OrderLine } from '../../../features/customer/orders.ts';
import { OrdersTab } from '../../../features/customer/orders-tab.tsx';
import { ParcelsTab } from '../../../features/customer/parcels-tab.tsx';
import { PhraseBook } from '../../../features/thread/phrase-book.tsx';
import { useKey } from '../../../shared/keys/use-key.ts';
import { useMay } from '../../../shared/session/who.ts';
import styles from './workbench.module.css';

const tabs = ['orders', 'parcels', 'cases', 'customer', 'phrases'] as const;
export type ContextTab = (typeof tabs)[number];

type ContextProps = {
  conversation: Conversation;
  order: Order | undefined;
  tab: ContextTab;
  onTab: (tab: ContextTab) => void;
  caseId: string | undefined;
  onFocusOrder: (order: Order) => void;
  onOpenCase: (caseId: string) => void;
  onPhrase: (text: string) => void;
};

/** Everything the agent would otherwise have to ask the customer for. */
export const ContextPane = (props: ContextProps) => {
  const { conversation, order, tab, onTab, caseId, onFocusOrder, onOpenCase, onPhrase } = props;
  const { t } = useTranslation('workbench');
  const may = useMay();
  const navigate = useNavigate();
  const [missing, setMissing] = useState<MissingItem>();
  const { customerId, shopId, anonymous, conversationId } = conversation;
  const ownOrder = order && belongsTo(conversation, order) !== 'anothers' ? order : undefined;
  const report = (of: Order, line: OrderLine) =>
    setMissing({ order: of, line, belongs: belongsTo(conversation, of) });
  useKey('missingItem', () => {
    const line = order?.lines[0];
    if (order && line && may('returns.openCase')) report(order, line);
  });
  return (
    <aside className={styles.context} aria-label={t('tabs.label')}>
      <Tabs
        className={styles.tabs}
        activeKey={tab}
        onChange={(key) => onTab(key as ContextTab)} // the keys are the tabs' names
        items={tabs.map((key) => ({ key, label: t(`tabs.${key}`) }))}
      />
      <div className={styles.tabBody}>
        {tab === 'orders' && (
          <OrdersTab
            customerId={customerId}
            shopId={shopId}
            anonymous={anonymous}
            focusId={order?.orderId}
            onFocus={onFocusOrder}
            onOpenParcels={(of) => {
              onFocusOrder(of);
              onTab('parcels');
            }}
            lineAction={(of, line) =>
              may('returns.openCase') && (
                <Button size="small" onClick={() => report(of, line)}>
                  {t('orders.missingItem')}
                </Button>
              )
            }
          />
        )}
        {tab === 'parcels' && <ParcelsTab order={order} />}
        {tab === 'cases' && <CasesOfCustomer customerId={customerId} openId={caseId} onOpen={onOpenCase} />}
        {tab === 'customer' && <CustomerTab conversation={conversation} order={ownOrder} />}
        {tab === 'phrases' && <PhraseBook shopId={shopId} onPick={onPhrase} />}
      </div>
      {missing && (
        <MissingItemDrawer
          item={missing}
          conversationId={conversationId}
          onClose={() => setMissing(undefined)}
          onOpened={(opened) => {
            setMissing(undefined);
            // Another buyer's case has no place beside this conversation.
            if (missing.belongs === 'anothers') void navigate(`/cases/${opened}`);
            else onOpenCase(opened);
          }}
        />
      )}
    </aside>
  );
};
