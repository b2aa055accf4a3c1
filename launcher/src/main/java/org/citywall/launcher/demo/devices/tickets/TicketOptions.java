package org.citywall.launcher.demo.devices.tickets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the simulated tickets come.
 *
 * @param gap mean time between two new cases; zero: no new ones come
 * @param backlog cases of the time before the first start
 * @param before how long that time was
 * @param kept file of the stories that are not told to their end
 * @param hookSecret with which the property manager signs
 * @param orderSecret with which the gateway signs orders
 * @param seed chance of everything
 */
public record TicketOptions(
        Duration gap,
        int backlog,
        Duration before,
        Path kept,
        String hookSecret,
        String orderSecret,
        long seed) {
    private static final String GAP = "CITYWALL_DEMO_TICKET_GAP_S";
    private static final Duration DEFAULT_GAP = Duration.ofSeconds(90);
    private static final int BACKLOG = 40;
    private static final Duration BEFORE = Duration.ofDays(2);

    /**
     * About one case each 90 s, unless {@code CITYWALL_DEMO_TICKET_GAP_S} says otherwise, and 40 of
     * the last two days.
     *
     * @throws IllegalArgumentException if that is no number of seconds
     */
    public static TicketOptions of(
            Map<String, String> environment,
            Path kept,
            String hookSecret,
            String orderSecret,
            long seed) {
        String gap = environment.getOrDefault(GAP, "").strip();
        if (!gap.matches("[0-9]{0,6}")) {
            throw new IllegalArgumentException(GAP + " must be a number of seconds: " + gap);
        }
        return new TicketOptions(
                gap.isEmpty() ? DEFAULT_GAP : Duration.ofSeconds(Long.parseLong(gap)),
                BACKLOG,
                BEFORE,
                kept,
                hookSecret,
                orderSecret,
                seed);
    }

    /** The secrets stay out of logs. */
    @Override
    public String toString() {
        return "TicketOptions[" + gap + ", " + backlog + " of " + before + ", " + kept + "]";
    }
}
