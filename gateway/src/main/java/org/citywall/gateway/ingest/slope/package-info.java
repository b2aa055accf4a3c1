/**
 * The national dialect of slope stations ({@code $dp}, docs/interfaces.md): bytes in, readings out.
 * Knows neither MQTT nor the registry.
 */
package org.citywall.gateway.ingest.slope;
