/**
 * The {@code 5A A5} protocol of e-bike chargers, from bytes to messages and back, for both ends
 * (docs/domain/charger-tcp.md). Pure: no clock, no network.
 */
package org.citywall.gateway.ingest.charger.codec;
