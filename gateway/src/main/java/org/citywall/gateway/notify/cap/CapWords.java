package org.citywall.gateway.notify.cap;

import org.citywall.contracts.alert.Level;
import org.citywall.gateway.notify.Told;

/** What a page is in the words of CAP 1.2; reasons in docs/domain/notify.md. */
final class CapWords {
    private CapWords() {}

    /** Whether it is meant. */
    static String status(Told told, CapOptions options) {
        if (options.isTest()) {
            return "Test";
        }
        return told.isDrill() ? "Exercise" : "Actual";
    }

    static String category(Told told) {
        return switch (told.domain()) {
            case "fire" -> "Fire";
            case "slope" -> "Geo";
            case "ebike" -> "Safety";
            case "system" -> "Infra";
            default -> "Other";
        };
    }

    /** How soon something must be done. */
    static String urgency(Told told) {
        if (isOver(told)) {
            return "Past";
        }
        return switch (told.level()) {
            case Level.RED -> "Immediate";
            case Level.ORANGE -> "Expected";
            default -> "Future";
        };
    }

    static String severity(Told told) {
        return switch (told.level()) {
            case Level.RED -> "Extreme";
            case Level.ORANGE -> "Severe";
            case Level.YELLOW -> "Moderate";
            default -> "Minor";
        };
    }

    /** A device that alarms is no proof: many alarms of fires are false. */
    static String certainty(Told told) {
        return told.isVerified() ? "Observed" : "Likely";
    }

    static boolean isOver(Told told) {
        return told.step().equals("recovered");
    }
}
