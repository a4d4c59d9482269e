import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { useAgentName } from '../../shared/session/directory.ts';
import { useMay } from '../../shared/session/who.ts';
import { When } from '../../shared/ui/when.tsx';
import { waybillText } from '../../shared/format/waybill.ts';
import { orderOfCaseQuery, type Case } from './cases.ts';
import styles from './case-page.module.css';

export const CaseAbout = ({ of }: { of: Case }) => {
  const { t } = useTranslation('cases');
  const agentName = useAgentName();
  const may = useMay();
  const order = useQuery(orderOfCaseQuery(of.orderId));
  return (
    <dl className={styles.about}>
      <dt>{t('column.shop')}</dt>
      <dd>
        <ShopMark shopId={of.shopId} full />
      </dd>
      <dt>{t('about.order')}</dt>
      <dd>
        <Link to={`/cases?order=${encodeURIComponent(of.orderId)}`}>
          {of.orderId.slice(of.shopId.length + 1)}
        </Link>
      </dd>
      <dt>{t('about.parcels')}</dt>
      <dd>{of.waybillIds.map(waybillText).join(', ') || '—'}</dd>
      <dt>{t('about.customer')}</dt>
      <dd>
        <Link to={`/cases?customer=${encodeURIComponent(of.customerId)}`} title={of.customerId}>
          {order.data?.recipient?.name || t('about.customersCases')}
        </Link>
      </dd>
      <dt>{t('about.wish')}</dt>
      <dd>{t(`wish.${of.wish}`)}</dd>
      <dt>{t('about.agent')}</dt>
      <dd>{agentName(of.agentId)}</dd>
      {of.conversationId && may('chat.getPresence') && (
        <>
          <dt>{t('about.conversation')}</dt>
          <dd>
            <Link to={`/workbench/${of.conversationId}`}>{t('about.open')}</Link>
          </dd>
        </>
      )}
      <dt>{t('column.openedAt')}</dt>
      <dd>
        <When at={of.openedAt} />
      </dd>
    </dl>
  );
};
