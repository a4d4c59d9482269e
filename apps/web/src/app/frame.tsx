import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { CommandContext, createCommandBook } from '../shared/commands/commands.ts';
import { createLive, LiveContext, type Live } from '../shared/live/live.ts';
import { WhoContext, whoQuery } from '../shared/session/who.ts';
import { mayAsk } from '../shared/api/permitted.ts';
import { ProblemNote } from '../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../shared/ui/skeleton.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import styles from './frame.module.css';

const useLiveConnection = (wanted: boolean): Live => {
  const [live] = useState(createLive);
  useEffect(() => {
    if (!wanted) return undefined;
    live.open();
    return () => live.close();
  }, [live, wanted]);
  return live;
};

/** Everything around a signed-in page: the rail, the live connection, the palette and the sheet of keys. */
export const Frame = () => {
  const { data: who, error, refetch } = useQuery(whoQuery);
  const location = useLocation();
  const live = useLiveConnection(who ? mayAsk(who, 'chat.getPresence') : false);
  const [book] = useState(createCommandBook);
  if (who === undefined && error) {
    return (
      <div className={styles.alone}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (who === undefined) return <RowsSkeleton rows={10} height={48} />;
  if (who === null) {
    return (
      <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />
    );
  }
  return (
    <WhoContext value={who}>
      <LiveContext value={live}>
        <CommandContext value={book}>
          <div className={styles.frame}>
            <Rail />
            <div className={styles.content}>
              <ConnectionBar />
              <div className={styles.page}>
                <Suspense fallback={<RowsSkeleton rows={10} height={48} />}>
                  <Outlet />
                </Suspense>
              </div>
            </div>
            <Palette />
            <KeySheet />
          </div>
        </CommandContext>
      </LiveContext>
    </WhoContext>
  );
};
