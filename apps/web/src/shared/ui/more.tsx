import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type MoreProps = { list: { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void } };

export const More = ({ list }: MoreProps) => {
  const { t } = useTranslation();
  if (!list.hasMore) return null;
  return (
    <Button type="link" loading={list.isLoadingMore} onClick={list.loadMore} style={{ alignSelf: 'center' }}>
      {t('more')}
    </Button>
  );
};
