import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../session/directory.ts';

type ShopSelectProps = { value: string | undefined; onChange: (shopId: string | undefined) => void };

export const ShopSelect = ({ value, onChange }: ShopSelectProps) => {
  const { t } = useTranslation();
  const { data } = useQuery(shopsQuery);
  return (
    <Select
      allowClear
      aria-label={t('allShops')}
      placeholder={t('allShops')}
      style={{ width: 168 }}
      value={value ?? null}
      onChange={(shopId: string | null) => onChange(shopId ?? undefined)}
      options={data?.items.map(({ shopId, name }) => ({ value: shopId, label: name })) ?? []}
    />
  );
};
