package org.citywall.gateway.ingest.charger.codec;

/**
 * A message as it stood in its frame.
 *
 * @param imei that stood before it; null if none did. Chargers repeat it once they were told to
 *     speak the newer form of the protocol, which Citywall never does, but understands
 * @param message what was said
 * @param <M> which way it goes
 */
public record Addressed<M>(String imei, M message) {}
