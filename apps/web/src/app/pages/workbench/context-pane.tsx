import type { Conversation } from '@kefu/contracts';
import { Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CasesOfCustomer } from '../../../features/cases/cases-of-customer.tsx';
import { LineAction } from '../../../features/cases/line-action.tsx';
import { MissingItemDrawer, type MissingItem } from '../../../features/cases/missing-item-drawer.tsx';
import { useCountOfCasesThatWait } from '../../../features/cases/waiting-cases.ts';
import { CustomerTab } from '../../../features/customer/customer-tab.tsx';
import { belongsTo } from '../../../features/customer/belongs.ts';
import type { Order, OrderLine } from '../../../features/customer/orders.ts';
import { OrdersTab } from '../../../features/customer/orders-tab.tsx';
import { ParcelsTab } from '../../../features/customer/parcels-tab.tsx';
import { PhraseBook } from '../../../features/thread/phrase-book.tsx';
import type { Variables } from '../../../features/thread/variables.ts';
import { useKey } from '../../../shared/keys/use-key.ts';
import { useMay } from '../../../shared/session/who.ts';
import { Count } from '../../../shared/ui/count.tsx';
import styles from './workbench.module.css';

const tabs = ['orders', 'parcels', 'cases', 'customer', 'phrases'] as const;
export type ContextTab = (typeof tabs)[number];

type ContextProps = {
  conversation: Conversation;
  order: Order | undefined;
  tab: ContextTab;
  onTab: (tab: ContextTab) => void;
  caseId: string | undefined;
  variables: Variables;
  onFocusOrder: (order: Order) => void;
  onOpenCase: (caseId: string) => void;
  onPhrase: (text: string) => void;
};

/** Everything the agent would otherwise have to ask the customer for. */
export const ContextPane = (props: ContextProps) => {
  const {
    conversation,
    order,
    tab,
    onTab,
    caseId: openId,
    variables,
    onFocusOrder,
    onOpenCase,
    onPhrase,
  } = props;
  const { t } = useTranslation('workbench');
  const may = useMay();
  const navigate = useNavigate();
  const [missing, setMissing] = useState<MissingItem>();
  const { customerId, shopId, anonymous, conversationId } = conversation;
  const ownOrder = order && belongsTo(conversation, order) !== 'anothers' ? order : undefined;
  const about = anonymous ? { conversationId } : { customerId };
  const waiting = useCountOfCasesThatWait(about);
  // Another buyer's case has no place beside this conversation.
  const showCase = (of: Order, caseId: string) => {
    if (belongsTo(conversation, of) === 'anothers') void navigate(`/cases/${caseId}`);
    else onOpenCase(caseId);
  };
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
        items={tabs.map((key) => ({
          key,
          label: (
            <>
              {t(`tabs.${key}`)} {key === 'cases' && <Count of={waiting} />}
            </>
          ),
        }))}
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
            lineAction={(of, line) => (
              <LineAction
                orderId={of.orderId}
                line={line}
                onReport={() => report(of, line)}
                onOpenCase={(id) => showCase(of, id)}
              />
            )}
          />
        )}
        {tab === 'parcels' && <ParcelsTab order={order} />}
        {tab === 'cases' && <CasesOfCustomer about={about} openId={openId} onOpen={onOpenCase} />}
        {tab === 'customer' && <CustomerTab conversation={conversation} order={ownOrder} />}
        {tab === 'phrases' && <PhraseBook shopId={shopId} variables={variables} onPick={onPhrase} />}
      </div>
      {missing && (
        <MissingItemDrawer
          item={missing}
          conversationId={conversationId}
          onClose={() => setMissing(undefined)}
          onOpened={(opened) => {
            setMissing(undefined);
            showCase(missing.order, opened);
          }}
        />
      )}
    </aside>
  );
};
