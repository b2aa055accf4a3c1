package org.citywall.gateway.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where messages may go: what an admin types must not turn the gateway into a way into the network
 * that it stands in.
 *
 * @param uri http or https, with a host
 */
public record WebhookTarget(URI uri) {
    private static final int MAX_LENGTH = 500;
    private static final int ANY_PORT = 65_535;

    /**
     * The address in these words.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static WebhookTarget of(String url, WebhookOptions options) {
        URI uri = parse(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getPort() > ANY_PORT || uri.getPort() == 0) {
            throw new IllegalArgumentException("must name a host");
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("must have neither a user nor a fragment");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!options.hosts().isEmpty() && !options.hosts().contains(host)) {
            throw new IllegalArgumentException(
                    "names a host that CITYWALL_…_WEBHOOK_HOSTS does not have");
        }
        return new WebhookTarget(uri);
    }

    private static URI parse(String url) {
        try {
            if (url.length() <= MAX_LENGTH) {
                return new URI(url);
            }
        } catch (URISyntaxException e) {
            // answered below, like one that is too long
        }
        throw new IllegalArgumentException("must be a URL of at most " + MAX_LENGTH);
    }

    boolean isTls() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** Host without the brackets of IPv6. */
    public String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return isTls() ? 443 : 80;
    }

    /** Path with query. */
    String path() {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Whether an address belongs to the public Internet (IANA special-purpose registries). */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            boolean isUniqueLocal = (first & 0xfe) == 0xfc;

            boolean isCompatible = first == 0; // also 64:ff9b::/96, which hides an IPv4
            return !isUniqueLocal && !isCompatible;
        }
        boolean isShared = first == 100 && (second & 0xc0) == 64;
        boolean isBenchmark = first == 198 && (second & 0xfe) == 18;
        boolean isProtocol = first == 192 && second == 0 && bytes[2] == 0;
        return first != 0 && first < 240 && !isShared && !isBenchmark && !isProtocol;
    }
}
