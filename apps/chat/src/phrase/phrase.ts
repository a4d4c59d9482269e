import type { DomainEvent, Phrase } from '@kefu/contracts';
import type { Statement } from '@kefu/event-store';
import type { Pool } from 'pg';

export type PhraseChanged = DomainEvent<'PhraseChanged', Phrase & { at: string }>;

type Row = { phrase_id: string; shop_id: string; group: string; shortcut: string; text: string };

export const listPhrases = async (pool: Pool, shopId: string): Promise<Phrase[]> => {
  const { rows } = await pool.query<Row>(
    'select phrase_id, shop_id, "group", shortcut, text from phrase where shop_id = $1 order by "group", shortcut',
    [shopId],
  );
  return rows.map(({ phrase_id, shop_id, group, shortcut, text }) => ({
    phraseId: phrase_id,
    shopId: shop_id,
    group,
    shortcut,
    text,
  }));
};

export const shopOfPhrase = async (pool: Pool, phraseId: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ shop_id: string }>('select shop_id from phrase where phrase_id = $1', [
    phraseId,
  ]);
  return rows[0]?.shop_id;
};

export const putPhrase = ({ phraseId, shopId, group, shortcut, text }: Phrase): Statement => ({
  key: phraseId,
  sql: `insert into phrase (phrase_id, shop_id, "group", shortcut, text)
        select * from jsonb_to_recordset($1::jsonb) as p (phrase_id uuid, shop_id text, "group" text, shortcut text, text text)
        on conflict (phrase_id) do update set shop_id = excluded.shop_id, "group" = excluded."group",
          shortcut = excluded.shortcut, text = excluded.text`,
  row: { phrase_id: phraseId, shop_id: shopId, group, shortcut, text },
});
