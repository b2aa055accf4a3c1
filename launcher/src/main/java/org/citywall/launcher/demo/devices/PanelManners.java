package org.citywall.launcher.demo.devices;

import java.time.Duration;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;

/**
 * How a simulated panel behaves, good or bad, as panels in the field do.
 *
 * @param coding of its times
 * @param checksum of its frames
 * @param clockError its clock minus the right time; a set clock puts it right
 * @param repeatsSerials every serial is used for two frames
 * @param piece most bytes that it writes at once: splits its frames at odd places
 * @param framesPerConnection after so many answered frames it drops the connection; 0: never
 * @param answersDutyChecks whether somebody is there
 */
public record PanelManners(
        TimeCoding coding,
        Checksum checksum,
        Duration clockError,
        boolean repeatsSerials,
        int piece,
        int framesPerConnection,
        boolean answersDutyChecks) {
    private static final Duration MONTHS = Duration.ofDays(-137);

    /** As the standard wants it. */
    public static PanelManners good() {
        return new PanelManners(
                TimeCoding.BINARY, Checksum.SUM, Duration.ZERO, false, Integer.MAX_VALUE, 0, true);
    }

    /**
     * Of the n-th panel of the district: most are good, and every kind of bad one is there. Depends
     * on the number only, because the registry holds coding and checksum.
     */
    public static PanelManners ofPanel(int n) {
        return new PanelManners(
                n % 6 == 1 ? TimeCoding.BCD : TimeCoding.BINARY,
                n % 9 == 5 ? Checksum.XOR : Checksum.SUM,
                n % 10 == 3 ? MONTHS : Duration.ZERO,
                n % 8 == 2,
                n % 5 == 4 ? 7 : Integer.MAX_VALUE,
                n % 7 == 6 ? 20 : 0,
                n % 12 != 7);
    }
}
