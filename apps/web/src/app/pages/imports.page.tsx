import { ImportList } from '../../features/imports/import-list.tsx';

export const Component = ImportList;
