package org.citywall.gateway.photo;

import java.time.Duration;

/**
 * What photos may cost, and how long they stay.
 *
 * @param maxBytes longest file that is taken, bytes
 * @param maxPixels largest picture that is read, pixels: a small file can hold a huge one
 * @param edge longer edge of what is kept, pixels
 * @param mostOfAlert photos of one alert
 * @param upload a file must have come in whole by then: people on site have bad lines
 * @param keep photos that are older are deleted
 */
public record PhotoOptions(
        int maxBytes, int maxPixels, int edge, int mostOfAlert, Duration upload, Duration keep) {
    /** What holds unless it is set otherwise; docs/config.md says why. */
    public static PhotoOptions defaults() {
        return new PhotoOptions(
                8 << 20, 25_000_000, 1_600, 20, Duration.ofSeconds(90), Duration.ofDays(180));
    }
}
