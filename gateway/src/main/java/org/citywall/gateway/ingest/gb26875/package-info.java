/**
 * Ingest over GB/T 26875.3 (docs/domain/gb26875.md): a TCP server for user transmission devices and
 * panels, the way from their frames to fire signals, and the orders that go down to them.
 */
package org.citywall.gateway.ingest.gb26875;
