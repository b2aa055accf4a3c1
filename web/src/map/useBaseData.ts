import { type ShallowRef, shallowRef } from 'vue';
import type { Api } from '../access/api';
import { type BaseData, indexBase } from './baseData';

const RETRY_MS = 10_000;

export interface BaseLoad {
  data: ShallowRef<BaseData | undefined>;
  failed: ShallowRef<boolean>;
}

/** The district's base map; asked for again until it comes, for a wall runs without hands. */
export function useBaseData(api: Api): BaseLoad {
  const data = shallowRef<BaseData>();
  const failed = shallowRef(false);
  const load = async () => {
    try {
      data.value = indexBase(await api.get<unknown>('/map/base.geojson'));
      failed.value = false;
    } catch {
      failed.value = true;
      setTimeout(load, RETRY_MS);
    }
  };
  void load();
  return { data, failed };
}
