/** What a port is called, and the alert that an order answers. */
export interface PortNames {
  /** 1 号桩 3 号端口 */
  short: string;
  /** 榕树新村车棚 · 1 号桩 3 号端口 */
  full: string;
}

export interface AlertRef {
  id: string;
  title: string;
  level: number;
}
