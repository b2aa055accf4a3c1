package org.citywall.gateway.ingest.charger;

/**
 * The {@code 5A A5} port.
 *
 * @param host address to bind to
 * @param port 26885 plus the offset; 0 for any free one
 * @param instances event loops that share the port
 * @param limits what a connection may cost
 */
public record ChargerOptions(String host, int port, int instances, ChargerLimits limits) {
    /** On two event loops. */
    public static ChargerOptions of(String host, int port, ChargerLimits limits) {
        return new ChargerOptions(host, port, 2, limits);
    }
}
