package org.citywall.gateway.notify.cap;

import java.util.regex.Pattern;

/**
 * How a city's documents are signed and meant.
 *
 * @param sender whose they are: unique in the world, such as a domain name; no spaces, commas,
 *     {@code <} or {@code &}
 * @param isTest whether nothing of it is meant, as on a staging system or with simulated devices
 */
public record CapOptions(String sender, boolean isTest) {
    private static final Pattern SENDER = Pattern.compile("[^\\s,<&]{1,200}");

    /** With a sender that CAP allows. */
    public CapOptions {
        if (!SENDER.matcher(sender).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 200 characters without spaces, commas, < and &");
        }
    }

    /** Of a city that did not name itself; everything is meant. */
    public static CapOptions defaults() {
        return new CapOptions("citywall", false);
    }
}
