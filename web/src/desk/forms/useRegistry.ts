/** Sites and fire devices of the registry, read when a panel opens: they change rarely. */
import { computed, ref, shallowRef } from 'vue';
import type { Api } from '../../access/api';
import type { Choice } from './search';

/** A line of `GET /api/v1/sites`. */
export interface Site {
  id: string;
  name: string;
  place: string;
  address?: string;
}

/** A line of `GET /api/v1/devices`. */
export interface FireDevice {
  id: string;
  kind: string;
  siteId: string;
  name?: string;
  online?: boolean;
}

/** What begins an id of a transmission device (GB/T 26875.3): only these take orders. */
const TRANSMISSION_DEVICE = 'GB-';
const PAGE = 5_000;

export const takesOrders = (deviceId: string): boolean => deviceId.startsWith(TRANSMISSION_DEVICE);

export function useRegistry(api: Api) {
  const sites = shallowRef<ReadonlyMap<string, Site>>(new Map());
  const devices = shallowRef<readonly FireDevice[]>([]);
  const state = ref<'loading' | 'ready' | 'failed'>('loading');

  async function load() {
    state.value = 'loading';
    try {
      const [siteList, deviceList] = await Promise.all([
        api.all<Site>(`/sites?limit=${PAGE}`),
        api.all<FireDevice>(`/devices?domain=fire&limit=${PAGE}`),
      ]);
      sites.value = new Map(siteList.map((site) => [site.id, site]));
      devices.value = deviceList;
      state.value = 'ready';
    } catch {
      state.value = 'failed';
    }
  }
  void load();

  const siteName = (id: string) => sites.value.get(id)?.name ?? id;
  const siteOf = computed(() => new Map(devices.value.map((one) => [one.id, one.siteId])));

  return {
    state,
    devices,
    load,
    siteName,
    siteChoices: computed<Choice[]>(() =>
      [...sites.value.values()].map(({ id, name, address, place }) => ({
        id,
        name,
        note: address ?? place,
      })),
    ),
    panelChoices: computed<(Choice & { online: boolean | undefined })[]>(() =>
      devices.value
        .filter((device) => takesOrders(device.id))
        .map((device) => ({
          id: device.id,
          name: siteName(device.siteId),
          online: device.online,
          ...(device.name ? { note: device.name } : {}),
        })),
    ),
    /** The site's name of a device, or undefined where the registry does not tell. */
    siteNameOf: (deviceId: string) => {
      const id = siteOf.value.get(deviceId);
      return id === undefined ? undefined : siteName(id);
    },
  };
}

export type Registry = ReturnType<typeof useRegistry>;
