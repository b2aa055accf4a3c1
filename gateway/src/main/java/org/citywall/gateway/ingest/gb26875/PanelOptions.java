package org.citywall.gateway.ingest.gb26875;

/**
 * The GB/T 26875.3 port.
 *
 * @param host address to bind to
 * @param port 26875 plus the offset; 0 for any free one
 * @param instances event loops that share the port
 * @param limits what a connection may cost
 */
public record PanelOptions(String host, int port, int instances, PanelLimits limits) {
    /** On two event loops. */
    public static PanelOptions of(String host, int port, PanelLimits limits) {
        return new PanelOptions(host, port, 2, limits);
    }
}
