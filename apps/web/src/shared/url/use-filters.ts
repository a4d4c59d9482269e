import { useSearchParams } from 'react-router';

type Filters<Name extends string> = Partial<Record<Name, string>>;

/** A list's filters live in the address: they survive reload, and a link shows the same list. */
export const useFilters = <const Name extends string>(names: readonly Name[]) => {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as Filters<Name>; // made of these names only
  const set = (changed: { [Key in Name]?: string | undefined }): void => {
    const next = { ...filters, ...changed };
    const pairs = Object.entries<string | undefined>(next).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    );
    setSearch(pairs as [string, string][], { replace: true });
  };
  return {
    filters,
    set,
    isFiltered: Object.keys(filters).length > 0,
    clear: () => setSearch([], { replace: true }),
  };
};
