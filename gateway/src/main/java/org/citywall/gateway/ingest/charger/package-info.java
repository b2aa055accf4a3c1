/**
 * Ingest of chargers over {@code 5A A5} (docs/domain/charger-tcp.md): a TCP server, the way from
 * their messages to readings, and the orders that go down to chargers, over MQTT too.
 */
package org.citywall.gateway.ingest.charger;
